type Bytes = Uint8Array | Uint8ClampedArray

const OPAQUE = 0xff000000

/** Spread grey, or red, green and blue, or those and alpha, over pixels of four bytes, opaque where nothing is said. */
export function spreadChannels(source: Bytes, channels: number, target: Bytes): void {
  if (channels === 4) {
    target.set(source)
    return
  }
  const pixels = wordsOf(target)
  if (channels === 1) {
    for (let at = 0; at < pixels.length; at++) pixels[at] = ((source[at] ?? 0) * 0x010101) | OPAQUE
    return
  }
  // Twelve bytes are four pixels.
  const words = wordsOf(source)
  const whole = Math.floor(words.length / 3)
  for (let from = 0, to = 0; from < whole * 3; from += 3, to += 4) {
    const a = words[from] ?? 0
    const b = words[from + 1] ?? 0
    const c = words[from + 2] ?? 0
    pixels[to] = a | OPAQUE
    pixels[to + 1] = (a >>> 24) | (b << 8) | OPAQUE
    pixels[to + 2] = (b >>> 16) | (c << 16) | OPAQUE
    pixels[to + 3] = (c >>> 8) | OPAQUE
  }
  for (let at = whole * 4; at < pixels.length; at++)
    pixels[at] = (source[at * 3] ?? 0) | ((source[at * 3 + 1] ?? 0) << 8) | ((source[at * 3 + 2] ?? 0) << 16) | OPAQUE
}

/** Take the first channel, or the first three, of pixels of four bytes. */
export function packChannels(source: Bytes, channels: 1 | 3, target: Bytes): void {
  const pixels = wordsOf(source)
  if (channels === 1) {
    for (let at = 0; at < pixels.length; at++) target[at] = (pixels[at] ?? 0) & 255
    return
  }
  const words = wordsOf(target)
  const whole = Math.floor(words.length / 3)
  for (let from = 0, to = 0; to < whole * 3; from += 4, to += 3) {
    const a = pixels[from] ?? 0
    const b = pixels[from + 1] ?? 0
    const c = pixels[from + 2] ?? 0
    const d = pixels[from + 3] ?? 0
    words[to] = (a & 0xffffff) | (b << 24)
    words[to + 1] = ((b >>> 8) & 0xffff) | (c << 16)
    words[to + 2] = ((c >>> 16) & 0xff) | (d << 8)
  }
  for (let at = whole * 4; at < pixels.length; at++)
    for (let channel = 0; channel < 3; channel++) target[at * 3 + channel] = source[at * 4 + channel] ?? 0
}

/** Bytes as whole words of 32 bits, copied where their memory begins between two. */
export function wordsOf(bytes: Bytes): Uint32Array {
  const { buffer, byteOffset } = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  return new Uint32Array(buffer, byteOffset, bytes.length >> 2)
}
