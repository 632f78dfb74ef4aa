import { VariegateError } from '@variegate/core'
import type { Document } from '@variegate/text'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256, streamAtomically } from '../files/atomic.js'
import { rowIds } from '../files/ids.js'
import {
  formatJson,
  idText,
  isFileObject,
  numberIn,
  parseJson,
  wholeNumber,
  type FileJson,
  type FileObject,
} from '../files/json.js'
import { readSlice, scanLines } from '../files/lines.js'
import type { Listing } from '../files/listing.js'
import { baseOf, copyId, copyNamer, extensionOf, splitOf } from '../files/names.js'
import { damagedSource, reasonOf } from './damaged.js'
import type { Entry, Layout, Problem, Source } from './layout.js'
import { classNames } from './media.js'
import { documentOf } from './text-rows.js'
import { rowSpans, type RowSpans } from './text-spans.js'

/** One JSON object a line. */
export const textJsonl: Layout = {
  name: 'text-jsonl',
  modality: 'text',
  doc: 'JSON lines with text, label, and spans in Unicode code points as [{start, end, label}], [[start, end, label]] or with start_offset and end_offset, under spans, entities, label or labels; other fields are kept.',
  async detect(listing) {
    const paths = listing.files.map(({ path }) => path).filter((path) => extensionOf(path) === 'jsonl')
    const sources = await Promise.all(paths.map((path) => jsonlSource(listing, path)))
    return sources.flatMap((source) => source ?? [])
  },
}

interface Place {
  readonly start: number
  readonly end: number
}

/** The rows that can be augmented, and what is wrong with the others. */
interface Scan {
  readonly entries: readonly Entry[]
  readonly places: readonly Place[]
  /** Ids as text, '' for none. */
  readonly ids: readonly string[]
  /** Whether the id of a row is a number. */
  readonly areNumbers: readonly boolean[]
  readonly problems: readonly Problem[]
  /** The first row, and whether any has a text. */
  readonly first?: FileObject
  readonly hasText: boolean
}

async function jsonlSource({ folder }: Listing, path: string): Promise<Source<Document> | undefined> {
  const { entries, places, problems, first, hasText, ...scan } = await scanRows(join(folder, path), path)
  if (!hasText && isAboutFiles(path, first)) return undefined
  if (!hasText && first)
    return damagedSource(
      'text-jsonl',
      'text',
      path,
      [path],
      `Expected a field "text" in the rows of ${path} but their fields are ${Object.keys(first).join(', ')}; name the field of texts "text".`,
    )
  const ids = rowIds(scan.ids, (index) => scan.areNumbers[index] ?? false)
  const outputOf = copyNamer(
    entries.map(({ id }) => id),
    copyId,
  )

  async function rowText(entry: Entry): Promise<string> {
    const place = places[entry.index]
    if (!place) throw new RangeError(`no entry ${entry.index}`)
    const file = await open(join(folder, path))
    try {
      return (await readSlice(file, place.start, place.end)).replace(/^\uFEFF/, '').trim()
    } finally {
      await file.close()
    }
  }
  const readRow = async (entry: Entry) => parseRow(await rowText(entry))
  const written = (entry: Entry, copy: number, text: string) => ({
    output: outputOf(entry.id, copy),
    sha256: sha256(text),
    rows: [{ kind: 'line', value: text }],
  })

  return {
    layout: 'text-jsonl',
    modality: 'text',
    root: path,
    files: [path],
    entries,
    problems,
    labelsOf: ({ labels }) => [...classNames(labels.label), ...(labels.spans ?? []).map((span) => span.label)],
    async read(entry) {
      const { row, spans } = await readRow(entry)
      const isClass = !spans.fields.includes('label') && !(Array.isArray(row.label) && row.label.length === 0)
      return documentOf(entry.id, row.text, isClass ? row.label : undefined, spans.spans)
    },
    async write(entry, copy, document) {
      const { row, spans } = await readRow(entry)
      const changed: Record<string, FileJson> = { ...row, text: document.text, ...spans.write(document) }
      const own = scan.ids[entry.index] ?? ''
      const id = ids.copyOf(entry.index, copy)
      if (own !== '') changed.id = scan.areNumbers[entry.index] ? wholeNumber(id) : id
      return written(entry, copy, formatJson(changed))
    },
    writeOriginal: async (entry) => written(entry, 0, await rowText(entry)),
    join: (rows, output) =>
      streamAtomically(
        output,
        path,
        (async function* () {
          for await (const { value } of rows()) yield `${String(value)}\n`
        })(),
      ),
  }
}

async function scanRows(file: string, path: string): Promise<Scan> {
  const entries: Entry[] = []
  const places: Place[] = []
  const ids: string[] = []
  const areNumbers: boolean[] = []
  const problems: Problem[] = []
  const lines = new Map<string, number>()
  let first: FileObject | undefined
  let hasText = false
  for await (const { line, start, end, text, problem } of scanLines(file)) {
    const place = `${path}:${line}`
    if (problem === undefined && text.replace(/^\uFEFF/, '').trim() === '') continue
    try {
      if (problem !== undefined) throw new VariegateError(problem)
      const object = objectOn(text)
      first ??= object
      if (object.text !== undefined) hasText = true
      rowOf(object)
      const own = idText(object.id) ?? ''
      const before = own === '' ? undefined : lines.get(own)
      if (before !== undefined)
        problems.push({
          id: place,
          reason: `Expected an id of its own but "${own}" is that of line ${before}, too; it is named by its line.`,
        })
      else if (own !== '') lines.set(own, line)
      entries.push({
        id: own === '' || before !== undefined ? place : `${path}#${own}`,
        index: entries.length,
        split: splitOf(path),
      })
      places.push({ start, end })
      ids.push(own)
      areNumbers.push(numberIn(object.id) !== undefined)
    } catch (error) {
      problems.push({ id: place, reason: reasonOf(error) })
    }
  }
  return { entries, places, ids, areNumbers, problems, hasText, ...(first ? { first } : {}) }
}

/** Whether rows say something of other files, such as pictures, and so are of another layout. */
const isAboutFiles = (path: string, first: FileObject | undefined): boolean =>
  first
    ? ['file_name', 'file', 'image', 'path', 'audio', 'video'].some((name) => first[name] !== undefined)
    : baseOf(path).startsWith('metadata.')

const parseRow = (text: string) => rowOf(objectOn(text))

/** A row and its spans; throws with what is wrong with it. */
function rowOf(row: FileObject): { readonly row: FileObject; readonly spans: RowSpans } {
  if (typeof row.text !== 'string')
    throw new VariegateError(
      `Expected a text under "text" but received ${row.text === undefined ? 'nothing' : formatJson(row.text)}.`,
    )
  return { row, spans: rowSpans(row.text, row) }
}

/** The object on a line. */
function objectOn(text: string): FileObject {
  const value = jsonOn(text)
  if (!isFileObject(value)) throw new VariegateError('Expected a JSON object on the line.')
  return value
}

/** The JSON on a line; the line itself is known to whoever asks. */
function jsonOn(text: string): FileJson {
  try {
    return parseJson(text)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    const reason = said.replace(/^Expected JSON/, 'Expected JSON on the line').replace(' at line 1,', ' at')
    throw new VariegateError(reason, [], { cause: error })
  }
}
