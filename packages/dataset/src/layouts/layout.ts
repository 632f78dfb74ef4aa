import type { Json } from '@variegate/core'
import type { Listing } from '../files/listing.js'

/** A way to lay a dataset out in files: how it is recognised, read and written. */
export interface Layout {
  /** How people name it, e.g. `coco`. */
  readonly name: string
  /** The modality of its samples, e.g. `image`. */
  readonly modality: string
  /** One sentence. */
  readonly doc: string
  /** Find the parts of a folder that are laid out so; `listing` holds the files that no layout before it has taken. */
  detect(listing: Listing): Promise<readonly Source[]>
}

/** One part of a dataset: samples of one layout below one folder, or in one file. */
export interface Source<Sample = unknown> {
  readonly layout: string
  readonly modality: string
  /** Where it lies, relative to the dataset: a folder, a file, or '' for the dataset itself. Unique among sources of a layout. */
  readonly root: string
  /** Every file that belongs to it, relative to the dataset. */
  readonly files: readonly string[]
  /** Its samples, in the order in which they are written. */
  readonly entries: readonly Entry[]
  /** What was found damaged while scanning; recorded and skipped. */
  readonly problems: readonly Problem[]
  /** How a class that is mixed of several is written; where absent, it cannot be, and a copy that has one is refused. */
  readonly mixedClasses?: MixedClasses
  /** Whether its folders are taken as classes, unless something speaks against it. */
  readonly foldersAreClasses?: boolean
  /** Read a sample; throws a `VariegateError` that says what is wrong with it. Its `id` is the entry's. */
  read(entry: Entry): Promise<Sample>
  /** Write a copy of a sample, from 1; its own files at once and atomically, its rows of shared files as plain JSON. */
  write(entry: Entry, copy: number, sample: Sample, output: Output): Promise<Written>
  /** Write the sample as it came, byte for byte, as copy 0. */
  writeOriginal(entry: Entry, output: Output): Promise<Written>
  /** Write the shared files from the rows of every copy, in sample order; `rows` may be read several times. */
  join(rows: () => AsyncIterable<Row>, output: Output): Promise<void>
  /** The sample's class and label counts, for the report's class balance. */
  labelsOf(sample: Sample): readonly string[]
}

/** How a source writes a class that is mixed of several: with the sample's own labels, or in a file beside the samples, by rows of a kind. */
export type MixedClasses = 'labels' | { readonly kind: string; readonly file: string }

export interface Entry {
  /** Unique in the whole dataset; for files their path relative to the dataset. */
  readonly id: string
  /** Its place among the source's entries. */
  readonly index: number
  /** The split that its path names: `train`, `val`, `test`, or ''. Partners come from the same split. */
  readonly split: string
}

export interface Problem {
  /** The path, with the line where there is one, e.g. `reviews.jsonl:17`. */
  readonly id: string
  readonly reason: string
}

/** Where results go. */
export interface Output {
  /** Absolute path of the folder. */
  readonly folder: string
}

export interface Written {
  /** What the manifest names: the file's path relative to the output, or `file#id` for a row of a shared file. */
  readonly output: string
  /** Hex SHA-256 of the file's bytes, or of the row's text. */
  readonly sha256: string
  /** Rows of shared files that belong to this copy. */
  readonly rows: readonly Row[]
}

/** A fragment of a shared file. */
export interface Row {
  /** Which shared file of the source, and which list in it. */
  readonly kind: string
  readonly value: Json
}
