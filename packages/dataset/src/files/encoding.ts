import { VariegateError } from '@variegate/core'

/** How a text file is stored. */
export interface Encoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
  /** Whether the file begins with a byte-order mark. */
  readonly mark: boolean
}

export const UTF8: Encoding = { name: 'utf-8', mark: false }

/** Read bytes as text, and tell how they are stored; `partial` where they are the beginning of a file, which may end within a character. */
export function decodeText(
  bytes: Uint8Array,
  path: string,
  { partial = false } = {},
): { readonly text: string; readonly encoding: Encoding } {
  const encoding = encodingOf(bytes, partial)
  const text = new TextDecoder(encoding.name, { fatal: encoding.name !== 'windows-1252', ignoreBOM: true })
  try {
    const decoded = text.decode(bytes, { stream: partial }).slice(encoding.mark ? 1 : 0)
    // No table of text holds these; Windows-1252 leaves five bytes without a letter, which come as the last group.
    // oxlint-disable-next-line no-control-regex -- they are what is looked for
    const odd = /[\u0000-\u0008\u000e-\u001f\u0081\u008d\u008f\u0090\u009d]/.exec(
      encoding.name === 'windows-1252' ? decoded : decoded.slice(0, 1 << 20),
    )
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
  const codes = windowsCodes()
  const bytes = Buffer.alloc(text.length)
  for (let index = 0; index < text.length; index++) {
    const code = codes.get(text[index] ?? '')
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

let codesOfWindows: ReadonlyMap<string, number> | undefined

/** The bytes of Windows-1252 by their characters. */
function windowsCodes(): ReadonlyMap<string, number> {
  const letters = new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, code) => code))
  return (codesOfWindows ??= new Map(Array.from(letters, (letter, code): [string, number] => [letter, code])))
}
