import { boxesIn } from './mp4-boxes.js'

/** Shapes of pixels that H.264 numbers from 1 (ITU-T H.264, table E-1). */
const SHAPES: readonly (readonly [number, number])[] = [
  [1, 1],
  [12, 11],
  [10, 11],
  [16, 11],
  [40, 33],
  [24, 11],
  [20, 11],
  [32, 11],
  [80, 33],
  [18, 11],
  [15, 11],
  [64, 33],
  [160, 99],
  [4, 3],
  [3, 2],
  [2, 1],
]
/** Profiles that state their sampling of color and their scaling lists (7.3.2.1.1). */
const HIGH_PROFILES: ReadonlySet<number> = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135])

/** The width of a pixel by its height as the first parameter set of an H.264 description states it; nothing where it states none. */
export function h264PixelShape(view: DataView, start: number, end: number): number | undefined {
  for (const box of boxesIn(view, start, end)) {
    if (box.name !== 'avcC' || box.end - box.start < 8 || (view.getUint8(box.start + 5) & 31) === 0) continue
    const from = box.start + 8
    const length = Math.min(view.getUint16(box.start + 6), box.end - from)
    return shapeIn(bitsOf(new Uint8Array(view.buffer, view.byteOffset + from, length)))
  }
  return undefined
}

interface Bits {
  fixed(count: number): number
  /** Exp-Golomb codes, without and with a sign (9.1). */
  unsigned(): number
  signed(): number
}

function shapeIn({ fixed, unsigned, signed }: Bits): number | undefined {
  fixed(8)
  const profile = fixed(8)
  fixed(16)
  unsigned()
  if (HIGH_PROFILES.has(profile)) {
    const sampling = unsigned()
    if (sampling === 3) fixed(1)
    unsigned()
    unsigned()
    fixed(1)
    if (fixed(1) === 1)
      for (let list = 0; list < (sampling === 3 ? 12 : 8); list++)
        if (fixed(1) === 1) skipList(signed, list < 6 ? 16 : 64)
  }
  unsigned()
  const order = unsigned()
  if (order === 0) unsigned()
  if (order === 1) {
    fixed(1)
    signed()
    signed()
    // At most 255 (7.4.2.1.1).
    for (let left = Math.min(255, unsigned()); left > 0; left--) signed()
  }
  unsigned()
  fixed(1)
  unsigned()
  unsigned()
  if (fixed(1) === 0) fixed(1)
  fixed(1)
  if (fixed(1) === 1) for (let side = 0; side < 4; side++) unsigned()
  if (fixed(1) === 0 || fixed(1) === 0) return undefined
  const shape = fixed(8)
  const [width, height] = shape === 255 ? [fixed(16), fixed(16)] : (SHAPES[shape - 1] ?? [0, 0])
  return width > 0 && height > 0 ? width / height : undefined
}

function skipList(signed: () => number, size: number): void {
  let [last, next] = [8, 8]
  for (let at = 0; at < size && next !== 0; at++) {
    next = (last + signed() + 256) % 256
    if (next !== 0) last = next
  }
}

/** Read bits; what lies beyond the end is 0, and 3 after two zero bytes is no data (7.4.1). */
function bitsOf(unit: Uint8Array): Bits {
  const data = unit.filter((byte, at) => !(byte === 3 && unit[at - 1] === 0 && unit[at - 2] === 0))
  let at = 0
  const bit = () => ((data[at >> 3] ?? 0) >> (7 - (at++ & 7))) & 1
  const fixed = (count: number) => {
    let value = 0
    for (let left = count; left > 0; left--) value = value * 2 + bit()
    return value
  }
  const unsigned = () => {
    let zeros = 0
    while (zeros < 32 && bit() === 0) zeros++
    return 2 ** zeros - 1 + fixed(zeros)
  }
  const signed = () => {
    const code = unsigned()
    return code % 2 === 1 ? (code + 1) / 2 : -code / 2
  }
  return { fixed, unsigned, signed }
}
