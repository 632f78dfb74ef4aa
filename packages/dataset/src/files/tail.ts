import { open } from 'node:fs/promises'

const CHUNK = 2 ** 20
const LINE_END = 10

/** The last characters (ASCII) of a file, or of all that it has; '' where it is not there. */
export async function endOf(path: string, characters: number): Promise<string> {
  const file = await openIfThere(path)
  if (!file) return ''
  try {
    const { size } = await file.stat()
    const buffer = Buffer.alloc(Math.min(size, characters))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, size - buffer.length)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Count the lines of a file that end, and say where the last of them does; nothing is held but a piece. */
export async function lineCount(path: string): Promise<{ lines: number; end: number; size: number }> {
  const file = await open(path)
  try {
    const buffer = Buffer.alloc(CHUNK)
    let lines = 0
    let end = 0
    let size = 0
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK, size)
      if (bytesRead === 0) return { lines, end, size }
      const piece = buffer.subarray(0, bytesRead)
      for (let at = piece.indexOf(LINE_END); at >= 0; at = piece.indexOf(LINE_END, at + 1)) {
        lines++
        end = size + at + 1
      }
      size += bytesRead
    }
  } finally {
    await file.close()
  }
}

/**
 * Make a function that gives a file's next line, or nothing at its end. The file is open only while a piece of it is read, so that any number may be
 * read side by side.
 */
export function readerOf(path: string, chunk: number): () => Promise<string | undefined> {
  let lines: string[] = []
  let position = 0
  return async () => {
    if (lines.length > 0) return lines.pop()
    const pieces: Buffer[] = []
    const file = await openIfThere(path)
    if (!file) return undefined
    try {
      for (;;) {
        const buffer = Buffer.alloc(chunk)
        const { bytesRead } = await file.read(buffer, 0, chunk, position)
        position += bytesRead
        const piece = buffer.subarray(0, bytesRead)
        const end = piece.lastIndexOf(LINE_END)
        pieces.push(end < 0 ? piece : piece.subarray(0, end))
        if (bytesRead === 0 && Buffer.concat(pieces).length === 0) return undefined
        if (end < 0 && bytesRead > 0) continue
        // What follows the last whole line is read again.
        if (end >= 0) position -= bytesRead - end - 1
        lines = Buffer.concat(pieces).toString('utf8').split('\n').toReversed()
        return lines.pop()
      }
    } finally {
      await file.close()
    }
  }
}

const openIfThere = (path: string) =>
  open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
