import type { VideoClip } from '@variegate/video'
import type { Layout } from './layout.js'
import { classNames, groupByRoot, mediaSource } from './media.js'
import { isMediaOf, readerOf } from './media-readers.js'
import { timedTable } from './timed-table.js'
import { tracksTable } from './tracks-table.js'

/** Clips in folders named after their class, with tables of segments and tracks beside them. */
export const videoFolders: Layout = {
  name: 'video-folders',
  modality: 'video',
  doc: 'MP4 files in folders named after their class, or in one folder; with segments.csv (file,start,end,label) and tracks.csv (file,track,label,time,x,y,width,height) or not.',
  async detect(listing) {
    const paths = listing.files.map(({ path }) => path).filter(isMediaOf('video'))
    const groups = groupByRoot(listing, paths, ['segments.csv', 'tracks.csv'])
    return Promise.all(
      [...groups].map(([root, group]) =>
        mediaSource<VideoClip>(listing, {
          layout: 'video-folders',
          modality: 'video',
          root,
          paths: group,
          tables: [
            timedTable(
              'segments.csv',
              ({ labels }) => labels.segments ?? [],
              (clip, segments) => ({ ...clip, labels: { ...clip.labels, segments } }),
            ),
            tracksTable,
          ],
          decode: readerOf<VideoClip>('video'),
          encode: async (clip) => (await import('@variegate/video/node')).writeVideo(clip),
          labelsOf: ({ labels }) => [
            ...classNames(labels.label),
            ...(labels.segments ?? []).map((segment) => segment.label),
            ...(labels.tracks ?? []).flatMap((track) => (track.label === undefined ? [] : [track.label])),
          ],
        }),
      ),
    )
  },
}
