import type { Clip } from '@variegate/audio'
import type { Layout } from './layout.js'
import { classNames, groupByRoot, mediaSource } from './media.js'
import { isMediaOf, readerOf } from './media-readers.js'
import { timedTable } from './timed-table.js'

/** Sound in folders named after its class, with a table of events beside them. */
export const audioFolders: Layout = {
  name: 'audio-folders',
  modality: 'audio',
  doc: 'WAV files in folders named after their class, or in one folder; with events.csv (file,start,end,label) beside them or not, and labels.jsonl (file, label as shares) for mixed classes.',
  async detect(listing) {
    const paths = listing.files.map(({ path }) => path).filter(isMediaOf('audio'))
    const groups = groupByRoot(listing, paths, ['events.csv'])
    return Promise.all(
      [...groups].map(([root, group]) =>
        mediaSource<Clip>(listing, {
          layout: 'audio-folders',
          modality: 'audio',
          root,
          paths: group,
          tables: [
            timedTable(
              'events.csv',
              ({ labels }) => labels.events ?? [],
              (clip, events) => ({ ...clip, labels: { ...clip.labels, events } }),
            ),
          ],
          decode: readerOf<Clip>('audio'),
          encode: async (clip) => (await import('@variegate/audio')).writeWav(clip),
          labelsOf: ({ labels }) => [...classNames(labels.label), ...(labels.events ?? []).map((event) => event.label)],
        }),
      ),
    )
  },
}
