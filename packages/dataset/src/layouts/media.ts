import { VariegateError, type ClassLabel } from '@variegate/core'
import { readFileSync } from 'node:fs'
import { copyFile, mkdir, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PART, sha256, streamAtomically, writeAtomically } from '../files/atomic.js'
import { differsFromFolder, isMixed, readShares, sayShares } from '../files/class-shares.js'
import { hasFile, type Listing } from '../files/listing.js'
import { extensionOf, fold, folderOf } from '../files/names.js'
import { emptyTable, readTable, writeTable, type Table, type TableRow } from '../files/table.js'
import { wholeOf, type Whole } from '../files/whole.js'
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

/** A sample that has a class, or has none. */
export interface Classified {
  readonly labels: { readonly label?: ClassLabel }
}

/** Make a source of media files, one sample a file, in folders named after their class, with tables of labels beside them. */
export async function mediaSource<Sample extends Classified>(
  listing: Listing,
  spec: MediaSpec<Sample>,
): Promise<Source<Sample>> {
  const { folder } = listing
  const { root, paths } = spec
  const whole = listing.whole ?? (await wholeOf(folder, listing.files))
  const below = (path: string) => (root === '' ? path : path.slice(root.length + 1))
  const known = new Set(paths.map(below))
  const tables = new Map<string, Table>()
  const problems: Problem[] = []
  for (const table of spec.tables) {
    const path = inside(root, table.name)
    const exists = hasFile(listing, path)
    const read = exists
      ? await orSayWhere(path, readTable(folder, path, table.columns, known))
      : emptyTable(path, table.columns)
    tables.set(table.name, read)
    for (const problem of read.problems) problems.push(problem)
  }
  const shares = sharesPath(whole, spec)
  const given = shares !== undefined && whole.shares.has(shares) ? await readShares(folder, shares, known) : undefined
  problems.push(...(given?.problems ?? []))
  const entries = paths.map((id, index): Entry => ({ id, index, split: whole.splits.splitOf(id) }))
  const rowsOf = (name: string, entry: Entry) => tables.get(name)?.rows.get(below(entry.id)) ?? []
  const shareRow = (file: string, label: ClassLabel): Row => ({ kind: SHARES, value: { file: below(file), label } })

  return {
    layout: spec.layout,
    modality: spec.modality,
    root,
    files: [
      ...paths,
      ...[...tables.values()].flatMap((table) => (table.exists ? [table.path] : [])),
      ...(given && shares !== undefined ? [shares] : []),
    ],
    entries,
    problems,
    foldersAreClasses: true,
    mixedClasses: { kind: SHARES, file: shares ?? '' },
    labelsOf: (sample) => spec.labelsOf(sample),
    async read(entry): Promise<Sample> {
      const bytes = readFileSync(join(folder, entry.id))
      if (bytes.length === 0) throw new VariegateError('Expected a media file but it is empty.')
      const label = whole.splits.classOf(entry.id, root)
      let sample: Sample = await spec.decode(bytes, entry.id, {
        id: entry.id,
        ...(label === undefined ? {} : { label }),
      })
      for (const table of spec.tables) {
        const known = tables.get(table.name)
        if (known?.exists) sample = table.attach(sample, rowsOf(table.name, entry), known.path)
      }
      const mixed = given?.labels.get(below(entry.id))
      return mixed === undefined ? sample : { ...sample, labels: { ...sample.labels, label: mixed } }
    },
    async write(entry, copy, sample, output) {
      const path = whole.nameCopy(entry.id, copy)
      const { label } = sample.labels
      const differs = differsFromFolder(label, whole.splits.classOf(path, root))
      if (differs && shares === undefined) throw new VariegateError(noPlaceFor(label, spec))
      const hash = writeAtomically(output, path, await spec.encode(sample, entry.id))
      const rows = spec.tables.flatMap((table) =>
        table
          .rows(sample, rowsOf(table.name, entry))
          .map((cells): Row => ({ kind: table.name, value: { ...cells, file: below(path) } })),
      )
      return { output: path, sha256: hash, rows: differs ? [...rows, shareRow(path, label)] : rows }
    },
    async writeOriginal(entry, output) {
      const written = await copyOriginal(folder, entry.id, output)
      const rows = spec.tables.flatMap((table) =>
        rowsOf(table.name, entry).map(({ cells }): Row => ({ kind: table.name, value: cells })),
      )
      const label = given?.labels.get(below(entry.id))
      return { ...written, rows: label === undefined ? rows : [...rows, shareRow(entry.id, label)] }
    },
    async join(rows, output) {
      for (const [name, table] of tables) await writeTable(table, name, rows, output)
      const lines = async function* (): AsyncGenerator<string> {
        for await (const { kind, value } of rows()) if (kind === SHARES) yield `${JSON.stringify(value)}\n`
      }
      const { done } = await lines().next()
      if (shares !== undefined && done !== true) await streamAtomically(output, shares, lines())
    },
  }
}

/** What sentences and names need of a spec. */
type About = Pick<MediaSpec<unknown>, 'root' | 'modality' | 'paths'>

/** The kind of the rows that say which classes a file is of, where its folder cannot. */
const SHARES = 'class shares'

/** Modalities in the order in which they may call their table of class shares `labels.jsonl` where a dataset has several. */
const FIRST_NAMED = ['image', 'audio', 'video']

/** Where class shares stand: the table that is there, or the first free name; nothing where the dataset has other files of these names. */
function sharesPath(whole: Whole, { root, modality, paths }: About): string | undefined {
  const others = FIRST_NAMED.slice(0, FIRST_NAMED.includes(modality) ? FIRST_NAMED.indexOf(modality) : undefined)
  const own = inside(root, `labels.${modality}.jsonl`)
  const names = others.some((kind) => whole.kinds.has(kind)) ? [own] : [inside(root, 'labels.jsonl'), own]
  const endings = new Set(paths.map(extensionOf))
  const ours = [inside(root, 'labels.jsonl'), own].find((name) => endings.has(whole.shares.get(name) ?? ''))
  return ours ?? names.find((name) => !whole.folded.has(fold(name)))
}

const noPlaceFor = (label: ClassLabel, { root, modality }: About): string =>
  `Expected a free name for the classes that folders cannot say (${isMixed(label) ? sayShares(label) : JSON.stringify(label)}) but the dataset has files of its own called ${inside(root, 'labels.jsonl')} and ${inside(root, `labels.${modality}.jsonl`)}; rename them.`

const inside = (root: string, name: string): string => (root === '' ? name : `${root}/${name}`)

/** A table of labels that cannot be read stops the run: without it the samples would go out unlabelled. */
async function orSayWhere<Result>(path: string, reading: Promise<Result>): Promise<Result> {
  try {
    return await reading
  } catch (error) {
    throw new VariegateError(
      `Could not read the labels in ${path}: ${error instanceof Error ? error.message : String(error)}`,
      [],
      { cause: error },
    )
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

/** The folder that files belong to: the nearest above them that holds one of the tables, or class shares, else the dataset. */
export function groupByRoot(
  listing: Listing,
  paths: readonly string[],
  tables: readonly string[],
): ReadonlyMap<string, string[]> {
  const holders = new Set([
    ...listing.files.flatMap(({ path }) =>
      tables.some((name) => inside(folderOf(path), name) === path) ? [folderOf(path)] : [],
    ),
    ...[...(listing.whole?.shares.keys() ?? [])].map(folderOf),
  ])
  const groups = new Map<string, string[]>()
  for (const path of paths) {
    let root = folderOf(path)
    while (root !== '' && !holders.has(root)) root = folderOf(root)
    const group = groups.get(root)
    if (group) group.push(path)
    else groups.set(root, [path])
  }
  return groups
}
