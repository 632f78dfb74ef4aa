import { createReadStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'

/** A line and where it lies in its file. */
export interface Line {
  /** From 1. */
  readonly line: number
  /** Bytes [start, end), without the line end. */
  readonly start: number
  readonly end: number
  readonly text: string
  /** Why its text could not be read, and is empty. */
  readonly problem?: string
}

/** The longest line that is read, in bytes. */
export const MOST_LINE = 64 * 2 ** 20

/** Read a file line by line, with byte offsets, whatever its size; a line longer than `most` bytes, or not in UTF-8, has a problem in place of its text. */
export async function* scanLines(path: string, most: number = MOST_LINE): AsyncGenerator<Line> {
  // Pieces of the line under way; joined once, at its end.
  let pieces: Buffer[] = []
  let start = 0
  let length = 0
  let line = 1
  const take = (piece: Buffer): void => {
    length += piece.length
    if (length <= most) pieces.push(piece)
    else pieces = []
  }
  const finish = (): Line => {
    const place = { line: line++, start, end: start + length }
    return length > most
      ? { ...place, text: '', problem: `Expected a line of at most ${most} bytes but received ${length}.` }
      : { ...place, ...decodeLine(pieces) }
  }
  for await (const chunk of createReadStream(path)) {
    const data = chunk as Buffer // a stream without encoding gives buffers
    let from = 0
    for (let at = data.indexOf(10); at >= 0; at = data.indexOf(10, from)) {
      take(data.subarray(from, at))
      yield finish()
      start += length + 1
      length = 0
      pieces = []
      from = at + 1
    }
    if (from < data.length) take(data.subarray(from))
  }
  if (length > 0) yield finish()
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decodeLine(pieces: readonly Buffer[]): Pick<Line, 'text' | 'problem'> {
  try {
    return { text: utf8.decode(Buffer.concat(pieces)) }
  } catch {
    return { text: '', problem: 'Expected a line in UTF-8 but some of its bytes are not; save the file as UTF-8.' }
  }
}

/** Read bytes [start, end) of an open file as text. */
export async function readSlice(file: FileHandle, start: number, end: number): Promise<string> {
  const buffer = Buffer.alloc(end - start)
  await file.read(buffer, 0, buffer.length, start)
  return buffer.toString('utf8')
}
