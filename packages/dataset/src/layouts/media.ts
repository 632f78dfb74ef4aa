import { VariegateError, type ClassLabel } from '@variegate/core'
import { readFileSync } from 'node:fs'
import { copyFile, mkdir, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PART, sha256, writeAtomically } from '../files/atomic.js'
import type { Listing } from '../files/listing.js'
import { classOf, copyName, splitOf } from '../files/names.js'
import { emptyTable, readTable, writeTable, type Table, type TableRow } from '../files/table.js'
import type { Entry, Output, Problem, Row, Source, Written } from './layout.js'

/** What a folder of media files needs to be a source: how to read, write and label one file. */
export interface MediaSpec<Sample> {
  readonly layout: string
  readonly modality: string
  readonly root: string
  /** Paths relative to the dataset, in order. */
  readonly paths: readonly string[]
  /** Tables beside the files, by kind. */
  readonly tables: readonly TableSpec<Sample>[]
  decode(bytes: Uint8Array, path: string, about: { readonly id: string; readonly label?: string }): Promise<Sample>
  encode(sample: Sample, path: string): Promise<Uint8Array>
  labelsOf(sample: Sample): readonly string[]
}

/** A table of labels: how its rows become a sample's labels and back. */
export interface TableSpec<Sample> {
  readonly name: string
  readonly columns: readonly string[]
  /** Add the rows' labels to a sample. */
  attach(sample: Sample, rows: readonly TableRow[], table: string): Sample
  /** The rows of a sample's labels; `rows` are those of the source, for columns of their own. */
  rows(sample: Sample, rows: readonly TableRow[]): readonly Readonly<Record<string, string>>[]
}

/** Make a source of media files, one sample a file, with tables of labels beside them. */
export async function mediaSource<Sample>(listing: Listing, spec: MediaSpec<Sample>): Promise<Source<Sample>> {
  const { folder } = listing
  const { root, paths } = spec
  const below = (path: string) => (root === '' ? path : path.slice(root.length + 1))
  const known = new Set(paths.map(below))
  const tables = new Map<string, Table>()
  const problems: Problem[] = []
  for (const table of spec.tables) {
    const path = root === '' ? table.name : `${root}/${table.name}`
    tables.set(table.name, emptyTable(path, table.columns))
    if (!listing.files.some((file) => file.path === path)) continue
    // A table that cannot be read stops the job: its labels would be lost.
    const read = await readTable(folder, path, table.columns, known)
    tables.set(table.name, read)
    for (const problem of read.problems) problems.push(problem)
  }
  const entries = paths.map((id, index): Entry => ({ id, index, split: splitOf(id) }))
  const rowsOf = (name: string, entry: Entry) => tables.get(name)?.rows.get(below(entry.id)) ?? []

  return {
    layout: spec.layout,
    modality: spec.modality,
    root,
    files: [...paths, ...[...tables.values()].flatMap((table) => (table.exists ? [table.path] : []))],
    entries,
    problems,
    labelsOf: (sample) => spec.labelsOf(sample),
    async read(entry): Promise<Sample> {
      const bytes = readFileSync(join(folder, entry.id))
      if (bytes.length === 0) throw new VariegateError('Expected a media file but it is empty.')
      const label = classOf(entry.id, root)
      let sample: Sample = await spec.decode(bytes, entry.id, {
        id: entry.id,
        ...(label === undefined ? {} : { label }),
      })
      for (const table of spec.tables) {
        const known = tables.get(table.name)
        if (known?.exists) sample = table.attach(sample, rowsOf(table.name, entry), known.path)
      }
      return sample
    },
    async write(entry, copy, sample, output) {
      const path = copyName(entry.id, copy)
      const hash = writeAtomically(output, path, await spec.encode(sample, entry.id))
      const rows = spec.tables.flatMap((table) =>
        table
          .rows(sample, rowsOf(table.name, entry))
          .map((cells): Row => ({ kind: table.name, value: { ...cells, file: below(path) } })),
      )
      return { output: path, sha256: hash, rows }
    },
    async writeOriginal(entry, output) {
      const written = await copyOriginal(folder, entry.id, output)
      const rows = spec.tables.flatMap((table) =>
        rowsOf(table.name, entry).map(({ cells }): Row => ({ kind: table.name, value: cells })),
      )
      return { ...written, rows }
    },
    async join(rows, output) {
      for (const [name, table] of tables) await writeTable(table, name, rows, output)
    },
  }
}

/** Copy a file byte for byte, atomically. */
export async function copyOriginal(folder: string, path: string, output: Output): Promise<Written> {
  const target = join(output.folder, path)
  await mkdir(dirname(target), { recursive: true })
  await copyFile(join(folder, path), target + PART)
  await rename(target + PART, target)
  return { output: path, sha256: sha256(await readFile(target)), rows: [] }
}

/** The names in a class label. */
export const classNames = (label: ClassLabel | undefined): string[] =>
  label === undefined ? [] : typeof label === 'string' ? [label] : Object.keys(label)

/** The folder that files belong to: the nearest above them that holds one of the tables, else the dataset. */
export function groupByRoot(
  listing: Listing,
  paths: readonly string[],
  tables: readonly string[],
): ReadonlyMap<string, string[]> {
  const holders = listing.files
    .filter(({ path }) => tables.some((name) => path === name || path.endsWith(`/${name}`)))
    .map(({ path }) => dirname(path))
    .map((folder) => (folder === '.' ? '' : folder))
  const groups = new Map<string, string[]>()
  for (const path of paths) {
    const above = holders.filter((holder) => holder === '' || path.startsWith(`${holder}/`))
    const root = above.reduce((longest, holder) => (holder.length > longest.length ? holder : longest), '')
    groups.set(root, [...(groups.get(root) ?? []), path])
  }
  return groups
}
