import { isUtf8 } from 'node:buffer'

/** What the bytes of a JSON file say: their text; or a text to guess from what the file is about, and what is wrong with it. */
export interface Decoded {
  readonly text: string
  /** What stands in place of UTF-8, in the middle of a sentence. */
  readonly wrong?: string
}

/** Decode a JSON file: UTF-8, with a byte-order mark or not, or UTF-16 with one; everything else is told, not guessed. */
export function decodeJson(bytes: Buffer): Decoded {
  const mark = bytes.subarray(0, 4).toString('hex')
  if (mark === 'fffe0000' || mark === '0000feff') return { text: guess(bytes), wrong: 'it is in UTF-32' }
  if (mark.startsWith('fffe')) return decodeWide(bytes, 'utf-16le')
  if (mark.startsWith('feff')) return decodeWide(bytes, 'utf-16be')
  // JSON begins with two characters of ASCII.
  if (bytes.subarray(0, 4).includes(0)) return { text: guess(bytes), wrong: 'it is in UTF-16 or UTF-32 without one' }
  const body = mark.startsWith('efbbbf') ? bytes.subarray(3) : bytes
  if (isUtf8(body)) return { text: body.toString('utf8') }
  return { text: guess(bytes), wrong: placeOfWrongByte(body) }
}

function decodeWide(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be'): Decoded {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) }
  } catch {
    return { text: guess(bytes), wrong: `its UTF-16 is damaged or cut short after ${bytes.length} bytes` }
  }
}

/** Enough of the text to see names of fields and files. */
const guess = (bytes: Buffer): string => bytes.toString('latin1').replaceAll('\0', '')

function placeOfWrongByte(bytes: Buffer): string {
  let line = 1
  let start = 0
  for (let end = bytes.indexOf(10); end >= 0 && isUtf8(bytes.subarray(start, end)); end = bytes.indexOf(10, start)) {
    line++
    start = end + 1
  }
  let column = 1
  let at = start
  for (const character of bytes.subarray(start, start + 1e6).toString('utf8')) {
    // Up to the first wrong byte every character takes as many bytes as it has in UTF-8.
    if (character === '\uFFFD' && bytes.toString('hex', at, at + 3) !== 'efbfbd') break
    at += Buffer.byteLength(character)
    column++
  }
  return `byte 0x${(bytes[at] ?? 0).toString(16).toUpperCase()} at line ${line}, column ${column} is neither`
}
