import { VariegateError } from '@variegate/core'
import { open, readFile } from 'node:fs/promises'
import { streamAtomically } from './atomic.js'
import { formatRecord, parseCsv, type CsvFile, type CsvRecord, type CsvStyle } from './csv.js'
import { decodeText, encodePieces, encodeText, type Encoding } from './encoding.js'
import type { Output } from '../layouts/layout.js'

/** How much of a file is looked at to tell what it is, in bytes. */
const HEAD = 4096

/** How long the beginning of a file may get before its first lines are given up, in bytes. */
const MOST_HEAD = 16 * 2 ** 20

/** How a layout takes lines that begin with #. */
export interface CsvOptions {
  /** Whether those that have another number of cells than the names are comments; else they are records. */
  readonly comments?: boolean
}

/** Read a CSV file whole; `path` is for errors. */
export const readCsvFile = async (file: string, path: string, options: CsvOptions = {}): Promise<CsvFile> =>
  parseCsvFile(await readFile(file), path, options)

/** Read a CSV file from its bytes. */
export const parseCsvFile = (bytes: Uint8Array, path: string, options: CsvOptions = {}): CsvFile =>
  fileOf(decodeText(bytes, path), path, options)

/** Read the names and the first records of a CSV file from its beginning, for layouts to tell whether it is theirs; nothing where it cannot be read. */
export async function readCsvHead(file: string): Promise<Pick<CsvFile, 'header' | 'records'> | undefined> {
  const handle = await open(file)
  try {
    for (let size = HEAD; ; size *= 4) {
      const buffer = Buffer.alloc(size)
      const { bytesRead } = await handle.read(buffer, 0, size, 0)
      const isWhole = bytesRead < size
      const { text, encoding } = decodeText(buffer.subarray(0, bytesRead), '', { partial: !isWhole })
      const last = isWhole ? text.length : lastLineEnd(text)
      const lines = text.slice(0, last)
      if (!isWhole && lines.split('\n', 3).length < 3 && size < MOST_HEAD) continue
      return fileOf({ text: lines, encoding }, '', { comments: true, partial: !isWhole })
    }
  } catch (error) {
    if (error instanceof VariegateError) return undefined
    throw error
  } finally {
    await handle.close()
  }
}

/** Write a CSV file from its records, in the encoding that it had and with a line end at its end where it had one. */
export async function writeCsvFile(file: CsvFile, records: AsyncIterable<string>, output: Output): Promise<void> {
  async function* pieces() {
    let held = file.top
    for await (const record of records) {
      yield held
      held = record
    }
    const endless = file.tail === '' && file.records.at(-1)?.end === ''
    yield endless ? held.replace(/\r?\n$|\r$/, '') : held
    yield file.tail
  }
  await streamAtomically(output, file.path, encodePieces(pieces(), file.encoding))
}

/** Write a record of a file with other cells; throws where the file's encoding cannot. */
export function rewriteRecord({ style, encoding }: CsvFile, cells: readonly string[], source?: CsvRecord): string {
  const newline = source?.end === '' || source === undefined ? style.newline : source.end
  const text = (source?.before ?? '') + formatRecord(cells, { ...style, newline }, source)
  if (encoding.name === 'windows-1252') encodeText(text, encoding)
  return text
}

const lastLineEnd = (text: string): number => Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1

function fileOf(
  { text, encoding }: { readonly text: string; readonly encoding: Encoding },
  path: string,
  options: CsvOptions & { readonly partial?: boolean },
): CsvFile {
  const above = ABOVE.exec(text)?.[0] ?? ''
  const body = text.slice(above.length)
  const line = above.split(/\r\n|\n|\r/).length
  const delimiter = /^"?sep=(.)/i.exec(above)?.[1] ?? delimiterOf(body.slice(0, HEAD), path, line)
  const style: CsvStyle = { delimiter, newline: /\r\n|\n|\r/.exec(text)?.[0] ?? '\n' }
  const { records: all, tail } = parseCsv(body, { ...options, delimiter, line }, path)
  const [first, ...records] = all
  if (!first) throw new VariegateError(`Expected the names of columns in ${path} but it is empty.`)
  const top = above + first.before + formatRecord(first.cells, { ...style, newline: first.end || style.newline }, first)
  return { path, encoding, style, header: first.cells.map((name) => name.trim()), top, records, tail }
}

/** Excel's line that names the delimiter, then comments and blank lines; quotes in them mean nothing. */
const ABOVE = /^(?:(?:sep=.|"sep=.")[^\r\n\S]*(?:\r\n|\n|\r))?(?:(?:#[^\r\n]*|[^\S\r\n]*)(?:\r\n|\n|\r))*/i

/** Tell the delimiter from the beginning of a file: the one that gives every record as many cells as there are names. */
function delimiterOf(head: string, path: string, line: number): string {
  const tried = [',', ';', '\t', '|'].map((delimiter) => {
    const { records } = parseCsv(head, { delimiter, line, comments: true, partial: true }, path)
    const width = records[0]?.cells.length ?? 0
    // The last may be cut short.
    const isEven = records.length > 0 && records.slice(0, -1).every(({ cells }) => cells.length === width)
    return { delimiter, width, isEven }
  })
  const splitting = tried.filter(({ width }) => width > 1)
  const even = splitting.filter(({ isEven }) => isEven)
  const [only, other] = even.length > 0 ? even : splitting
  if (only && other)
    throw new VariegateError(
      `Expected one delimiter at ${path}:${line} but ${JSON.stringify(only.delimiter)} and ${JSON.stringify(other.delimiter)} both split the names of columns; quote the names that hold one, or write the first line sep=${only.delimiter}`,
    )
  return only?.delimiter ?? ','
}
