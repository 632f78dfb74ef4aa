import { block, type Block } from './planes.js'

/** VP8's forward transform of sixteen differences, as libwebp rounds it. */
export function forward(values: Block): Block {
  const line = (a: number, b: number, c: number, d: number) => {
    const [outer, inner, low, high] = [a + d, b + c, b - c, a - d]
    return [outer + inner, low * 2217 + high * 5352, outer - inner, high * 2217 - low * 5352] as const
  }
  const rows = [0, 4, 8, 12].flatMap((at) => {
    const [a, b, c, d] = line(...four(values, at, 1))
    return [a * 8, (b + 1812) >> 9, c * 8, (d + 937) >> 9]
  })
  const columns = [0, 1, 2, 3].map((at) => {
    const [a, b, c, d] = line(...four(rows, at, 4))
    const uneven = rows[at] === rows[at + 12] ? 0 : 1
    return [(a + 7) >> 4, ((b + 12000) >> 16) + uneven, (c + 7) >> 4, (d + 51000) >> 16]
  })
  return block(4, (x, y) => columns[x]?.[y] ?? 0)
}
const four = (values: Block, at: number, step: number) =>
  [values[at] ?? 0, values[at + step] ?? 0, values[at + 2 * step] ?? 0, values[at + 3 * step] ?? 0] as const

/** The inverse transform of RFC 6386, section 14.3. */
export function inverse(values: Block): Block {
  const line = (a: number, b: number, c: number, d: number) => {
    const [low, high] = [((b * 35468) >> 16) - d - ((d * 20091) >> 16), b + ((b * 20091) >> 16) + ((d * 35468) >> 16)]
    return [a + c + high, a - c + low, a - c - low, a + c - high] as const
  }
  const columns = [0, 1, 2, 3].map((at) => line(...four(values, at, 4)))
  return [0, 1, 2, 3].flatMap((y) => {
    const [a = 0, b = 0, c = 0, d = 0] = columns.map((column) => column[y] ?? 0)
    return line(a, b, c, d).map((value) => (value + 4) >> 3)
  })
}

/** The Walsh-Hadamard transform of the sixteen means of a macroblock. */
export function forwardMeans(values: Block): Block {
  const line = (a: number, b: number, c: number, d: number) =>
    [a + b + c + d, a + b - c - d, a - b - c + d, a - b + c - d] as const
  const rows = [0, 4, 8, 12].flatMap((at) => line(...four(values, at, 1)))
  const columns = [0, 1, 2, 3].map((at) => line(...four(rows, at, 4)))
  return block(4, (x, y) => (columns[x]?.[y] ?? 0) >> 1)
}

/** Its inverse, of section 14.3. */
export function inverseMeans(values: Block): Block {
  const line = (a: number, b: number, c: number, d: number) =>
    [a + b + c + d, a + b - c - d, a - b - c + d, a - b + c - d] as const
  const columns = [0, 1, 2, 3].map((at) => line(...four(values, at, 4)))
  return [0, 1, 2, 3].flatMap((y) => {
    const [a = 0, b = 0, c = 0, d = 0] = columns.map((column) => column[y] ?? 0)
    return line(a, b, c, d).map((value) => (value + 3) >> 3)
  })
}

/** What is added before a quotient is cut off, in 256ths, for the constant and the others; and how much more high ones of luma get, in 2048ths. */
export const LUMA = { rounding: [96, 110], sharpen: [0, 30, 60, 90, 30, 60, 90, 90, 60, 90, 90, 90, 90, 90, 90, 90] }
export const MEANS = { rounding: [96, 108], sharpen: [] }
export const CHROMA = { rounding: [110, 115], sharpen: [] }

export function quantise(
  values: Block,
  steps: readonly [number, number],
  { rounding, sharpen }: { rounding: number[]; sharpen: number[] },
): Block {
  return values.map((value, at) => {
    const which = at === 0 ? 0 : 1
    const step = steps[which]
    const size = Math.abs(value) + (((sharpen[at] ?? 0) * step) >> 11)
    const level = Math.min(2047, Math.floor((size * Math.floor(131072 / step) + (rounding[which] ?? 0) * 512) / 131072))
    return Math.sign(value) * level * step
  })
}
