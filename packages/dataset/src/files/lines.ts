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
}

/** Read a file line by line, with byte offsets, whatever its size. */
export async function* scanLines(path: string): AsyncGenerator<Line> {
  let rest: Buffer = Buffer.alloc(0)
  let start = 0
  let line = 1
  for await (const chunk of createReadStream(path)) {
    const data: Buffer = Buffer.concat([rest, chunk as Buffer]) // a stream without encoding gives buffers
    let from = 0
    for (let at = data.indexOf(10); at >= 0; at = data.indexOf(10, from)) {
      yield { line: line++, start: start + from, end: start + at, text: data.toString('utf8', from, at) }
      from = at + 1
    }
    rest = data.subarray(from)
    start += from
  }
  if (rest.length > 0) yield { line, start, end: start + rest.length, text: rest.toString('utf8') }
}

/** Read bytes [start, end) of an open file as text. */
export async function readSlice(file: FileHandle, start: number, end: number): Promise<string> {
  const buffer = Buffer.alloc(end - start)
  await file.read(buffer, 0, buffer.length, start)
  return buffer.toString('utf8')
}
