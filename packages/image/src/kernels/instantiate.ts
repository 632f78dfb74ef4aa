/** Compile WebAssembly that is embedded as hexadecimal digits; gives what it exports. */
export const instantiate = (hex: string): WebAssembly.Exports =>
  new WebAssembly.Instance(new WebAssembly.Module(decodeHex(hex))).exports

function decodeHex(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length / 2)
  for (let at = 0; at < bytes.length; at++)
    bytes[at] = digit(text.charCodeAt(2 * at)) * 16 + digit(text.charCodeAt(2 * at + 1))
  return bytes
}

/** The value of one of 0-9 and a-f, which follow one another from codes 48 and 97. */
const digit = (code: number): number => (code < 97 ? code - 48 : code - 87)
