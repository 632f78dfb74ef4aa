import { isJsonObject, VariegateError, type Json, type JsonObject } from '@variegate/core'
import type { Document } from '@variegate/text'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256, streamAtomically } from '../files/atomic.js'
import { readSlice, scanLines } from '../files/lines.js'
import type { Listing } from '../files/listing.js'
import { copyId, copyNumber, extensionOf, splitOf } from '../files/names.js'
import type { Entry, Layout, Problem, Source } from './layout.js'
import { classNames } from './media.js'
import { documentOf, spansToFile } from './text-rows.js'

/** One JSON object a line. */
export const textJsonl: Layout = {
  name: 'text-jsonl',
  modality: 'text',
  doc: 'JSON lines with text, label and spans [{start, end, label}] in Unicode code points; other fields are kept.',
  async detect(listing) {
    const paths = listing.files.map(({ path }) => path).filter((path) => extensionOf(path) === 'jsonl')
    return Promise.all(paths.map((path) => jsonlSource(listing, path)))
  },
}

interface Place {
  readonly start: number
  readonly end: number
}

async function jsonlSource({ folder }: Listing, path: string): Promise<Source<Document>> {
  const entries: Entry[] = []
  const places: Place[] = []
  const problems: Problem[] = []
  const ids = new Set<string>()
  let mostId = 0
  for await (const { line, start, end, text } of scanLines(join(folder, path))) {
    if (text.trim() === '') continue
    const row = parseRow(text)
    if (typeof row === 'string') {
      problems.push({ id: `${path}:${line}`, reason: row })
      continue
    }
    const own = typeof row.id === 'string' || typeof row.id === 'number' ? `${path}#${row.id}` : undefined
    const id = own !== undefined && !ids.has(own) ? own : `${path}:${line}`
    ids.add(id)
    if (typeof row.id === 'number') mostId = Math.max(mostId, row.id)
    entries.push({ id, index: entries.length, split: splitOf(path) })
    places.push({ start, end })
  }

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
  const read = async (entry: Entry): Promise<{ row: JsonObject; document: Document }> => {
    const row = parseRow(await rowText(entry))
    if (typeof row === 'string') throw new VariegateError(row)
    return { row, document: await documentOf(entry.id, row.text, row.label, row.spans) }
  }
  const line = (entry: Entry, copy: number, text: string) => ({
    output: copyId(entry.id, copy),
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
    read: async (entry) => (await read(entry)).document,
    async write(entry, copy, document) {
      const { row } = await read(entry)
      const changed: Record<string, Json> = { ...row, text: document.text }
      if (row.spans !== undefined) changed.spans = spansToFile(document, row.spans)
      if (typeof row.id === 'string') changed.id = copyId(row.id, copy)
      if (typeof row.id === 'number') changed.id = mostId + copyNumber(entry.index, copy, entries.length)
      return line(entry, copy, JSON.stringify(changed))
    },
    writeOriginal: async (entry) => line(entry, 0, await rowText(entry)),
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

/** The object on a line, or what is wrong with it. */
function parseRow(text: string): JsonObject | string {
  try {
    const value: Json = JSON.parse(text.replace(/^\uFEFF/, ''))
    return isJsonObject(value) ? value : 'Expected a JSON object on the line.'
  } catch (error) {
    return `Expected JSON on the line: ${error instanceof Error ? error.message : String(error)}.`
  }
}
