import { VariegateError, suggestion } from '@variegate/core'
import { listFolder, type Listing } from '../files/listing.js'
import { audioFolders } from './audio-folders.js'
import { coco } from './coco.js'
import { imageFolders } from './image-folders.js'
import type { Layout, Problem, Source } from './layout.js'
import { seriesFiles } from './series-files.js'
import { seriesLong } from './series-long.js'
import { textCsv } from './text-csv.js'
import { textJsonl } from './text-jsonl.js'
import { videoFolders } from './video-folders.js'

/** Every layout, in the order in which they are asked: what names its files comes before what takes all that are left. */
export const layouts: readonly Layout[] = [
  coco,
  textJsonl,
  textCsv,
  seriesLong,
  seriesFiles,
  audioFolders,
  videoFolders,
  imageFolders,
]

/** A dataset: its parts, and the files that belong to none. */
export interface Dataset {
  readonly folder: string
  readonly sources: readonly Source[]
  readonly ignored: readonly Problem[]
}

export interface OpenOptions {
  /** Take everything as this layout instead of recognising it. */
  readonly layout?: string
  /** Absolute folders that are passed over, e.g. an output inside the dataset. */
  readonly except?: readonly string[]
}

/** Recognise how a folder is laid out; throws a `VariegateError` where nothing in it is a dataset. */
export async function openDataset(folder: string, { layout, except = [] }: OpenOptions = {}): Promise<Dataset> {
  const asked = layout === undefined ? layouts : layouts.filter(({ name }) => name === layout)
  const names = layouts.map(({ name }) => name)
  if (layout !== undefined && asked.length === 0) {
    throw new VariegateError(`Unknown layout "${layout}"${suggestion(layout, names)} (it may be ${names.join(', ')}).`)
  }
  let rest: Listing = await listFolder(folder, except)
  const sources: Source[] = []
  for (const candidate of asked) {
    const found = await candidate.detect(rest)
    sources.push(...found)
    const taken = new Set(found.flatMap(({ files }) => files))
    rest = { ...rest, files: rest.files.filter(({ path }) => !taken.has(path)) }
  }
  const ignored = [
    ...rest.passedOver,
    ...rest.files.map(({ path }) => ({ id: path, reason: 'It belongs to no layout.' })),
  ]
  if (sources.length === 0) {
    const [first] = rest.passedOver
    const more = first ? ` Passed over: ${rest.passedOver.length}, e.g. ${first.id}: ${first.reason}` : ''
    throw new VariegateError(
      `Expected a dataset in "${folder}" but recognised none of its ${rest.files.length} files (layouts: ${names.join(', ')}).${more}`,
    )
  }
  return { folder, sources, ignored }
}

export type { Entry, Layout, Output, Problem, Row, Source, Written } from './layout.js'
