import { VariegateError, suggestion } from '@variegate/core'
import { join } from 'node:path'
import { isMixed, sayShares } from '../files/class-shares.js'
import { listFolder, type Listing } from '../files/listing.js'
import { extensionOf } from '../files/names.js'
import { wholeOf, type Whole } from '../files/whole.js'
import { audioFolders } from './audio-folders.js'
import { coco } from './coco.js'
import { imageFolders } from './image-folders.js'
import type { Layout, Problem, Source } from './layout.js'
import { seriesFiles } from './series-files.js'
import { seriesLong } from './series-long.js'
import { textCsv } from './text-csv.js'
import { textJsonl } from './text-jsonl.js'
import { refusalOf, unrecognised } from './unrecognised.js'
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

/** Whether a mixed class is written beside the samples, or its copy refused. */
export type MixedClassesRule = 'record' | 'refuse'

/** A dataset: its parts, and the files that belong to none. */
export interface Dataset {
  readonly folder: string
  readonly sources: readonly Source[]
  readonly ignored: readonly Problem[]
  /** What people should know of how it was read, in sentences. */
  readonly notes: readonly string[]
}

export interface OpenOptions {
  /** Take everything as this layout instead of recognising it. */
  readonly layout?: string
  /** Absolute folders and files that are passed over, e.g. an output inside the dataset. */
  readonly except?: readonly string[]
  /** Whether files that look like labels which no layout reads stop the reading, are told as notes, or are not looked for. */
  readonly unrecognized?: 'refuse' | 'tell' | 'skip'
  /** Write a class that is mixed of several beside the samples, where their layout has a place for it, or refuse the copy. */
  readonly mixedClasses?: MixedClassesRule
}

/** Recognise how a folder is laid out; throws a `VariegateError` where nothing in it is a dataset, or where labels would be lost. */
export async function openDataset(folder: string, options: OpenOptions = {}): Promise<Dataset> {
  const { layout, except = [], unrecognized = 'refuse', mixedClasses = 'record' } = options
  const asked = layout === undefined ? layouts : layouts.filter(({ name }) => name === layout)
  const names = layouts.map(({ name }) => name)
  if (layout !== undefined && asked.length === 0) {
    throw new VariegateError(`Unknown layout "${layout}"${suggestion(layout, names)} (it may be ${names.join(', ')}).`)
  }
  const listed = await listFolder(folder, except)
  const files = listed.files.filter(({ path }) => !except.includes(join(folder, path)))
  const whole = await wholeOf(folder, files)
  // Tables of class shares belong to the files that they name, whatever else they look like.
  let rest: Listing = { ...listed, files: files.filter(({ path }) => !whole.shares.has(path)), whole }
  const sources: Source[] = []
  for (const candidate of asked) {
    const found = await candidate.detect(rest)
    sources.push(...found)
    const taken = new Set(found.flatMap((source) => source.files))
    rest = { ...rest, files: rest.files.filter(({ path }) => !taken.has(path)) }
  }
  const taken = new Set(sources.flatMap((source) => source.files))
  const left = files.filter(({ path }) => !taken.has(path))
  const ignored = [...listed.passedOver, ...left.map(({ path }) => ({ id: path, reason: whyLeft(path) }))]
  if (sources.length === 0) {
    const first = listed.passedOver[0] ?? ignored.find(({ reason }) => reason !== NO_LAYOUT)
    const more = first ? ` Passed over: ${ignored.length}, e.g. ${first.id}: ${first.reason}` : ''
    throw new VariegateError(
      `Expected a dataset in "${folder}" but recognised none of its ${left.length} files (layouts: ${names.join(', ')}).${more}`,
    )
  }
  refuseDoubles(sources)
  const isLayoutGiven = layout !== undefined
  const findings = unrecognized === 'skip' ? [] : await unrecognised({ folder, left, sources, isLayoutGiven })
  if (findings.length > 0 && !isLayoutGiven && unrecognized === 'refuse') throw refusalOf(folder, findings)
  const classes = whole.splits.readAsClasses.map(
    (path) => `The folder ${path} is read as a class and not as a split, as folders of samples stand beside it.`,
  )
  return {
    folder,
    sources: sources.map((source) => withRules(source, whole, mixedClasses)),
    ignored,
    notes: [...classes, ...findings],
  }
}

const NO_LAYOUT = 'It belongs to no layout.'

/** Tables are many things, so what their columns would have to be is said. */
const whyLeft = (path: string): string =>
  extensionOf(path) === 'csv'
    ? `${NO_LAYOUT.slice(0, -1)}: a series begins with a column of times (numbers, not those of an index, or dates such as 2024-03-01 12:30), many series in one table have the columns id, label and t, and texts have a column text.`
    : NO_LAYOUT

/** Every sample is one part's alone: two would write the same outputs. */
function refuseDoubles(sources: readonly Source[]): void {
  const owners = new Map<string, Source>()
  for (const source of sources) {
    for (const { id } of source.entries) {
      const other = owners.get(id)
      if (other)
        throw new VariegateError(
          `Expected "${id}" in one part of the dataset but both ${sayPart(other)} and ${sayPart(source)} hold it; move one of them away.`,
        )
      owners.set(id, source)
    }
  }
}

const sayPart = ({ root, layout }: Source): string => `${root === '' ? 'the whole folder' : root} (${layout})`

/** Hold a source to what is the same for all: splits by all paths of the dataset, and no mixed class where it has no place. */
function withRules(source: Source, { splits, known }: Whole, rule: MixedClassesRule): Source {
  const splitOfRoot = known.has(source.root) ? splits.splitOf(source.root) : ''
  const entries = source.entries.map((entry) => {
    const split = (known.has(entry.id) ? splits.splitOf(entry.id) : '') || splitOfRoot
    return split === entry.split ? entry : { ...entry, split }
  })
  return {
    ...source,
    entries,
    async write(entry, copy, sample, output) {
      const label = labelIn(sample)
      if (isMixed(label)) refuseMixed(source, label, rule)
      return source.write(entry, copy, sample, output)
    },
  }
}

function refuseMixed({ layout, mixedClasses }: Source, label: Readonly<Record<string, number>>, rule: string): void {
  if (mixedClasses === 'labels') return
  if (mixedClasses === undefined)
    throw new VariegateError(
      `Expected one class, which is all that ${layout} can write, but the policy mixed several (${sayShares(label)}).`,
    )
  if (rule === 'refuse')
    throw new VariegateError(
      `Expected one class, as mixed ones are refused, but the policy mixed several (${sayShares(label)}); --mixed-classes record writes their shares to ${mixedClasses.file}.`,
    )
}

/** The class of a sample of any modality. */
const labelIn = (sample: unknown): unknown =>
  typeof sample === 'object' && sample !== null && 'labels' in sample
    ? (sample.labels as { readonly label?: unknown } | undefined)?.label // every modality's labels are an object
    : undefined

export type { Entry, Layout, MixedClasses, Output, Problem, Row, Source, Written } from './layout.js'
