import { clamp, type TestRaster } from './testing.js'

/** What the kernel is told: quantiser steps of constant and other coefficients, and how to choose and filter. */
export interface WebpSteps {
  readonly luma: readonly [number, number]
  readonly means: readonly [number, number]
  readonly chroma: readonly [number, number]
  readonly penalty: number
  readonly level: number
}

/** A plane of whole macroblocks with room for what is predicted from outside. */
interface Plane {
  readonly width: number
  readonly height: number
  readonly data: Int32Array
}

const STRIDE_ROOM = 8
const indexOf = ({ width }: Plane, x: number, y: number) => (y + 1) * (width + STRIDE_ROOM) + x + 1
const get = (plane: Plane, x: number, y: number) => plane.data[indexOf(plane, x, y)] ?? 0
function set(plane: Plane, x: number, y: number, value: number) {
  plane.data[indexOf(plane, x, y)] = value
}
function emptyPlane(width: number, height: number): Plane {
  const plane = { width, height, data: new Int32Array((width + STRIDE_ROOM) * (height + 2)) }
  for (let y = 0; y < height; y++) set(plane, -1, y, 129)
  for (let x = -1; x < width + 4; x++) set(plane, x, -1, 127)
  return plane
}

type Block = number[]
const block = (size: number, value: (x: number, y: number) => number): Block =>
  Array.from({ length: size * size }, (_, at) => value(at % size, Math.floor(at / size)))
const part = (plane: Plane, left: number, top: number, size: number): Block =>
  block(size, (x, y) => get(plane, left + x, top + y))
function put(plane: Plane, left: number, top: number, size: number, values: Block) {
  for (const [at, value] of values.entries()) set(plane, left + (at % size), top + Math.floor(at / size), value)
}
const squares = (one: Block, other: Block) => one.reduce((sum, value, at) => sum + (value - (other[at] ?? 0)) ** 2, 0)

/** Lose what VP8 loses, in plain steps, as RFC 6386 and libwebp have them. */
export function plainWebp(raster: TestRaster, steps: WebpSteps): Uint8Array {
  const { width, height } = raster
  const [wide, high] = [(width + 15) >> 4, (height + 15) >> 4]
  const sources = toYuv(raster, wide, high)
  const [luma, blue, red] = [
    emptyPlane(wide * 16, high * 16),
    emptyPlane(wide * 8, high * 8),
    emptyPlane(wide * 8, high * 8),
  ]
  const inner = new Uint8Array(wide * high)
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const detailed = codeLuma(sources[0], luma, x, y, steps)
      const coloured = codeChroma([sources[1], sources[2]], [blue, red], x, y, steps)
      inner[y * wide + x] = detailed || coloured ? 1 : 0
    }
    for (let x = 0; x < 4; x++) set(luma, wide * 16 + x, y * 16 + 15, get(luma, wide * 16 - 1, y * 16 + 15))
  }
  if (steps.level > 0) {
    for (let y = 0; y < high; y++) {
      for (let x = 0; x < wide; x++) {
        filterBlock(luma, x, y, 16, steps.level, inner[y * wide + x] === 1)
        for (const plane of [blue, red]) filterBlock(plane, x, y, 8, steps.level, inner[y * wide + x] === 1)
      }
    }
  }
  return toRgb(raster, luma, blue, red)
}

function toYuv({ width, height, data }: TestRaster, wide: number, high: number): readonly [Plane, Plane, Plane] {
  const value = (x: number, y: number, channel: number) =>
    data[(Math.min(y, height - 1) * width + Math.min(x, width - 1)) * 4 + channel] ?? 0
  const luma = emptyPlane(wide * 16, high * 16)
  put(
    luma,
    0,
    0,
    wide * 16,
    Array.from({ length: wide * high * 256 }, (_, at) => {
      const [x, y] = [at % (wide * 16), Math.floor(at / (wide * 16))]
      return (16839 * value(x, y, 0) + 33059 * value(x, y, 1) + 6420 * value(x, y, 2) + 32768 + (16 << 16)) >> 16
    }),
  )
  const chroma = (weights: readonly [number, number, number]) => {
    const plane = emptyPlane(wide * 8, high * 8)
    put(
      plane,
      0,
      0,
      wide * 8,
      Array.from({ length: wide * high * 64 }, (_, at) => {
        const x = 2 * Math.min(at % (wide * 8), (width - 1) >> 1)
        const y = 2 * Math.min(Math.floor(at / (wide * 8)), (height - 1) >> 1)
        const sum = (channel: number) =>
          value(x, y, channel) + value(x + 1, y, channel) + value(x, y + 1, channel) + value(x + 1, y + 1, channel)
        const total = weights[0] * sum(0) + weights[1] * sum(1) + weights[2] * sum(2)
        return clamp((total + (1 << 17) + (128 << 18)) >> 18)
      }),
    )
    return plane
  }
  return [luma, chroma([-9719, -19081, 28800]), chroma([28800, -24116, -4684])]
}

/** Constant, true-motion, vertical and horizontal predictions of a square, in that order. */
function predictions(plane: Plane, left: number, top: number, size: number): Block[] {
  const above = Array.from({ length: size }, (_, x) => get(plane, left + x, top - 1))
  const beside = Array.from({ length: size }, (_, y) => get(plane, left - 1, top + y))
  const corner = get(plane, left - 1, top - 1)
  const edges = [...(top > 0 ? above : []), ...(left > 0 ? beside : [])]
  const mean = edges.length === 0 ? 128 : Math.floor((edges.reduce((a, b) => a + b) + edges.length / 2) / edges.length)
  return [
    block(size, () => mean),
    block(size, (x, y) => clamp((above[x] ?? 0) + (beside[y] ?? 0) - corner)),
    block(size, (x) => above[x] ?? 0),
    block(size, (_, y) => beside[y] ?? 0),
  ]
}

/** The first of the least. */
const leastOf = (costs: readonly number[]) => costs.indexOf(Math.min(...costs))

function codeLuma(source: Plane, target: Plane, blockX: number, blockY: number, steps: WebpSteps): boolean {
  const [left, top] = [blockX * 16, blockY * 16]
  const wanted = part(source, left, top, 16)
  const whole = predictions(target, left, top, 16)
  const costs = whole.map((one) => squares(wanted, one))
  const best = leastOf(costs)
  let cost = steps.penalty
  let fine = cost < (costs[best] ?? 0)
  for (let at = 0; at < 16 && fine; at++) {
    const [x, y] = [left + (at & 3) * 4, top + (at >> 2) * 4]
    const small = smallPredictions(target, x, y, (at & 3) === 3 ? top : y)
    const ofSmall = small.map((one, mode) => squares(part(source, x, y, 4), one) + (mode > 0 ? 30 : 0))
    const chosen = leastOf(ofSmall)
    cost += ofSmall[chosen] ?? 0
    const prediction = small[chosen] ?? []
    const levels = quantise(forward(part(source, x, y, 4).map((v, i) => v - (prediction[i] ?? 0))), steps.luma, LUMA)
    put(
      target,
      x,
      y,
      4,
      inverse(levels).map((v, i) => clamp(v + (prediction[i] ?? 0))),
    )
    fine = cost < (costs[best] ?? 0)
  }
  if (fine) return true
  const prediction = whole[best] ?? []
  const coefficients = Array.from({ length: 16 }, (_, at) => {
    const [x, y] = [(at & 3) * 4, (at >> 2) * 4]
    return forward(block(4, (u, v) => (wanted[(y + v) * 16 + x + u] ?? 0) - (prediction[(y + v) * 16 + x + u] ?? 0)))
  })
  const means = quantise(forwardMeans(coefficients.map(([mean = 0]) => mean)), steps.means, MEANS)
  const back = inverseMeans(means)
  let any = means.some((value) => value !== 0)
  for (const [at, values] of coefficients.entries()) {
    const levels = quantise([0, ...values.slice(1)], steps.luma, LUMA)
    any ||= levels.some((value) => value !== 0)
    const [x, y] = [(at & 3) * 4, (at >> 2) * 4]
    const residue = inverse([back[at] ?? 0, ...levels.slice(1)])
    put(
      target,
      left + x,
      top + y,
      4,
      residue.map((v, i) => clamp(v + (prediction[(y + (i >> 2)) * 16 + x + (i & 3)] ?? 0))),
    )
  }
  return any
}

function codeChroma(sources: Plane[], targets: Plane[], blockX: number, blockY: number, steps: WebpSteps): boolean {
  const [left, top] = [blockX * 8, blockY * 8]
  const wanted = sources.map((source) => part(source, left, top, 8))
  const predicted = targets.map((target) => predictions(target, left, top, 8))
  const best = leastOf(
    [0, 1, 2, 3].map(
      (mode) =>
        squares(wanted[0] ?? [], predicted[0]?.[mode] ?? []) + squares(wanted[1] ?? [], predicted[1]?.[mode] ?? []),
    ),
  )
  let any = false
  for (const [channel, target] of targets.entries()) {
    for (let at = 0; at < 4; at++) {
      const [x, y] = [(at & 1) * 4, (at >> 1) * 4]
      const prediction = block(4, (u, v) => predicted[channel]?.[best]?.[(y + v) * 8 + x + u] ?? 0)
      const difference = block(
        4,
        (u, v) => (wanted[channel]?.[(y + v) * 8 + x + u] ?? 0) - (prediction[v * 4 + u] ?? 0),
      )
      const levels = quantise(forward(difference), steps.chroma, CHROMA)
      any ||= levels.some((value) => value !== 0)
      put(
        target,
        left + x,
        top + y,
        4,
        inverse(levels).map((v, i) => clamp(v + (prediction[i] ?? 0))),
      )
    }
  }
  return any
}

/** The ten predictions of a square of four from thirteen neighbours; on the right they come from above the macroblock. */
function smallPredictions(plane: Plane, left: number, top: number, rightTop: number): Block[] {
  const above = Array.from({ length: 8 }, (_, x) => get(plane, left + x, (x < 4 ? top : rightTop) - 1))
  // From the lowest on the left over the corner to the rightmost above, ends repeated.
  const edge = [3, 3, 2, 1, 0]
    .map((y) => get(plane, left - 1, top + y))
    .concat(get(plane, left - 1, top - 1), above, above.slice(7))
  const of = (at: number) => edge[at + 5] ?? 0
  const two = (at: number) => (of(at) + of(at + 1) + 1) >> 1
  const three = (at: number) => (of(at - 1) + 2 * of(at) + of(at + 1) + 2) >> 2
  const mean = ([-4, -3, -2, -1, 1, 2, 3, 4].reduce((sum, at) => sum + of(at), 0) + 4) >> 3
  return [
    block(4, () => mean),
    block(4, (x, y) => clamp(of(x + 1) + of(-1 - y) - of(0))),
    block(4, (x) => three(x + 1)),
    block(4, (_, y) => three(-1 - y)),
    block(4, (x, y) => three(x - y)),
    block(
      4,
      (x, y) => (y < 2 ? [two(x), three(x)][y] : x === 0 ? three(1 - y) : y === 2 ? two(x - 1) : three(x - 1)) ?? 0,
    ),
    block(4, (x, y) => three(x + y + 2)),
    block(4, (x, y) => {
      if (y > 1 && x === 3) return three(y + 4)
      return y & 1 ? three(x + 2 + (y >> 1)) : two(x + 1 + (y >> 1))
    }),
    block(4, (x, y) => {
      const along = 2 * y - x
      return along < 0 ? three(x - 2 * y - 1) : along & 1 ? three(-((along + 1) >> 1)) : two(-1 - (along >> 1))
    }),
    block(4, (x, y) => {
      const along = x + 2 * y
      return along > 5 ? of(-4) : along & 1 ? three(-2 - (along >> 1)) : two(-2 - (along >> 1))
    }),
  ]
}

/** VP8's forward transform of sixteen differences, as libwebp rounds it. */
function forward(values: Block): Block {
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
function inverse(values: Block): Block {
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
function forwardMeans(values: Block): Block {
  const line = (a: number, b: number, c: number, d: number) =>
    [a + b + c + d, a + b - c - d, a - b - c + d, a - b + c - d] as const
  const rows = [0, 4, 8, 12].flatMap((at) => line(...four(values, at, 1)))
  const columns = [0, 1, 2, 3].map((at) => line(...four(rows, at, 4)))
  return block(4, (x, y) => (columns[x]?.[y] ?? 0) >> 1)
}

/** Its inverse, of section 14.3. */
function inverseMeans(values: Block): Block {
  const line = (a: number, b: number, c: number, d: number) =>
    [a + b + c + d, a + b - c - d, a - b - c + d, a - b + c - d] as const
  const columns = [0, 1, 2, 3].map((at) => line(...four(values, at, 4)))
  return [0, 1, 2, 3].flatMap((y) => {
    const [a = 0, b = 0, c = 0, d = 0] = columns.map((column) => column[y] ?? 0)
    return line(a, b, c, d).map((value) => (value + 3) >> 3)
  })
}

/** What is added before a quotient is cut off, in 256ths, for the constant and the others; and how much more high ones of luma get, in 2048ths. */
const LUMA = { rounding: [96, 110], sharpen: [0, 30, 60, 90, 30, 60, 90, 90, 60, 90, 90, 90, 90, 90, 90, 90] }
const MEANS = { rounding: [96, 108], sharpen: [] }
const CHROMA = { rounding: [110, 115], sharpen: [] }

function quantise(
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

/** Soften the edges of a macroblock by the normal filter of section 15.3. */
function filterBlock(plane: Plane, blockX: number, blockY: number, size: number, level: number, inner: boolean) {
  const [left, top] = [blockX * size, blockY * size]
  const wide = plane.width + STRIDE_ROOM
  const along = (x: number, y: number, across: number, next: number, edge: boolean) => {
    for (let at = 0; at < size; at++) filterAt(plane.data, indexOf(plane, x, y) + at * next, across, level, edge)
  }
  if (blockX > 0) along(left, top, 1, wide, true)
  if (inner) for (let x = 4; x < size; x += 4) along(left + x, top, 1, wide, false)
  if (blockY > 0) along(left, top, wide, 1, true)
  if (inner) for (let y = 4; y < size; y += 4) along(left, top + y, wide, 1, false)
}

function filterAt(data: Int32Array, at: number, step: number, level: number, edge: boolean) {
  const value = (place: number) => data[at + place * step] ?? 0
  const difference = (one: number, other: number) => Math.abs(value(one) - value(other))
  const change = (place: number, by: number) => {
    data[at + place * step] = clamp(value(place) + by)
  }
  const limit = 2 * (3 * level + (edge ? 4 : 0)) + 1
  if (4 * difference(-1, 0) + difference(-2, 1) > limit) return
  if ([-4, -3, -2, 0, 1, 2].some((place) => difference(place, place + 1) > level)) return
  const sharp = level >= 40 ? 2 : level >= 15 ? 1 : 0
  const uneven = difference(-2, -1) > sharp || difference(1, 0) > sharp
  const byte = (number: number) => Math.min(127, Math.max(-128, number))
  const slope = 3 * (value(0) - value(-1))
  if (!uneven && edge) {
    const whole = byte(slope + byte(value(-2) - value(1)))
    for (const [place, weight] of [27, 18, 9].entries()) {
      const by = (weight * whole + 63) >> 7
      change(-1 - place, by)
      change(place, -by)
    }
    return
  }
  const whole = uneven ? slope + byte(value(-2) - value(1)) : slope
  const [before, after] = [byte(whole + 3) >> 3, byte(whole + 4) >> 3]
  if (!uneven) {
    change(-2, (after + 1) >> 1)
    change(1, -((after + 1) >> 1))
  }
  change(-1, before)
  change(0, -after)
}

/** Colours with chroma brought back to full size by triangles, as libwebp rounds both. */
function toRgb({ width, height, data }: TestRaster, luma: Plane, blue: Plane, red: Plane): Uint8Array {
  const [lastX, lastY] = [(width - 1) >> 1, (height - 1) >> 1]
  const grown = (plane: Plane, x: number, y: number) => {
    const near = (at: number, last: number) =>
      [at >> 1, Math.min(last, Math.max(0, (at >> 1) + (at & 1 ? 1 : -1)))] as const
    const [[x0, x1], [y0, y1]] = [near(x, lastX), near(y, lastY)]
    const [own, side, across, diagonal] = [
      get(plane, x0, y0),
      get(plane, x1, y0),
      get(plane, x0, y1),
      get(plane, x1, y1),
    ]
    return (((own + side + across + diagonal + 8 + 2 * (side + across)) >> 3) + own) >> 1
  }
  return data.map((alpha, at) => {
    if (at % 4 === 3) return alpha
    const [x, y] = [(at >> 2) % width, Math.floor((at >> 2) / width)]
    const light = (get(luma, x, y) * 19077) >> 8
    const [u, v] = [grown(blue, x, y), grown(red, x, y)]
    const values = [
      light + ((v * 26149) >> 8) - 14234,
      light - ((u * 6419) >> 8) - ((v * 13320) >> 8) + 8708,
      light + ((u * 33050) >> 8) - 17685,
    ]
    return clamp((values[at % 4] ?? 0) >> 6)
  })
}
