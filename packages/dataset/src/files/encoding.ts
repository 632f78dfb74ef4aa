import { VariegateError } from '@variegate/core'

/** How a text file is stored. */
export interface Encoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
  /** Whether the file begins with a byte-order mark. */
  readonly mark: boolean
}

export const UTF8: Encoding = { name: 'utf-8', mark: false }

/** UTF-16 without its mark, and files that are no text, hold it. */
// oxlint-disable-next-line no-control-regex -- it is what is looked for
const NUL = /\u0000/
/** Control characters, and the five bytes for which Windows-1252 has no letter. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const NO_LETTER = /[\u0000-\u0008\u000e-\u001f\u0081\u008d\u008f\u0090\u009d]/

/** Read bytes as text, and tell how they are stored; `partial` where they are the beginning of a file, which may end within a character. */
export function decodeText(
  bytes: Uint8Array,
  path: string,
  { partial = false } = {},
): { readonly text: string; readonly encoding: Encoding } {
  const encoding = encodingOf(bytes, partial)
  try {
    const decoded =
      encoding.name === 'windows-1252'
        ? decodeWindows(bytes)
        : new TextDecoder(encoding.name, { fatal: true, ignoreBOM: true })
            .decode(bytes, { stream: partial })
            .slice(encoding.mark ? 1 : 0)
    const odd = (encoding.name === 'windows-1252' ? NO_LETTER : NUL).exec(decoded)
    if (!odd) return { text: decoded, encoding }
    const before = decoded.slice(0, odd.index).split('\n')
    throw new VariegateError(
      `Expected text in UTF-8, UTF-16 with a byte-order mark, or Windows-1252 but the character at ${path}:${before.length}, column ${(before.at(-1) ?? '').length + 1} is of none of them; save the file as UTF-8.`,
    )
  } catch (error) {
    if (error instanceof VariegateError) throw error
    throw new VariegateError(
      `Expected ${path} to be ${encoding.name.toUpperCase()}, as its byte-order mark says, but it is not; save the file as UTF-8.`,
      [],
      { cause: error },
    )
  }
}

/** Write text in an encoding, without a byte-order mark; throws where the encoding lacks a character. */
export function encodeText(text: string, { name }: Encoding): Uint8Array {
  if (name === 'utf-8') return Buffer.from(text, 'utf8')
  if (name === 'utf-16le') return Buffer.from(text, 'utf16le')
  if (name === 'utf-16be') return Buffer.from(text, 'utf16le').swap16()
  const bytes = Buffer.alloc(text.length)
  for (let index = 0; index < text.length; index++) {
    const code = windowsCodes.get(text[index] ?? '')
    if (code === undefined)
      throw new VariegateError(
        `Expected text that Windows-1252, the encoding of the file, can write but it has "${String.fromCodePoint(text.codePointAt(index) ?? 0)}"; save the file as UTF-8.`,
      )
    bytes[index] = code
  }
  return bytes
}

/** The byte-order mark of a file that has one, as text. */
export const markOf = ({ mark }: Encoding): string => (mark ? '\uFEFF' : '')

/** Write the pieces of a file, its byte-order mark first. */
export async function* encodePieces(pieces: AsyncIterable<string>, encoding: Encoding): AsyncGenerator<Uint8Array> {
  if (encoding.mark) yield encodeText('\uFEFF', encoding)
  for await (const piece of pieces) yield encodeText(piece, encoding)
}

function encodingOf(bytes: Uint8Array, partial: boolean): Encoding {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return { name: 'utf-8', mark: true }
  if (first === 0xff && second === 0xfe) return { name: 'utf-16le', mark: true }
  if (first === 0xfe && second === 0xff) return { name: 'utf-16be', mark: true }
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: partial })
    return UTF8
  } catch {
    return { name: 'windows-1252', mark: false }
  }
}

/** The characters of the bytes 0x80 to 0x9F; a blank where there is none. The others are those of Latin 1. */
const WINDOWS = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'

/** Not by `TextDecoder`, which takes the name for Latin 1 in some versions of Node. */
function decodeWindows(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return latin.replaceAll(/[\u0080-\u009f]/g, (code) => {
    const letter = WINDOWS[code.charCodeAt(0) - 0x80]
    return letter === undefined || letter === ' ' ? code : letter
  })
}

const windowsCodes: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 256 }, (_, code): [string, number] => [decodeWindows(Uint8Array.of(code)), code]),
)
