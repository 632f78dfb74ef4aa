import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { clamp, on, randomBytes, rasters, type TestRaster } from './testing.js'

// Tables K.1 and K.2 of ITU-T T.81.
const LUMINANCE = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
  87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
]
const CORNER = [17, 18, 24, 47, 18, 21, 26, 66, 24, 26, 56, 99, 47, 66, 99, 99]
const CHROMINANCE = LUMINANCE.map((_, at) => (at < 32 && at % 8 < 4 ? (CORNER[(at >> 3) * 4 + (at % 8)] ?? 99) : 99))

const tableOf = (steps: readonly number[], quality: number) => {
  const scale = quality < 50 ? Math.floor(5000 / quality) : 200 - 2 * quality
  return Int16Array.from(steps, (step) => Math.min(255, Math.max(1, Math.floor((step * scale + 50) / 100))))
}

function jpeg({ width, height, data }: TestRaster, luminance: Int16Array, chrominance: Int16Array, subsample: boolean) {
  return on(data, (scratch, pointer) => {
    const room = scratch.take(5 * (width + 24) * (height + 16) + 1024)
    const tables = [scratch.put(luminance), scratch.put(chrominance)] as const
    scratch.kernels.jpeg(pointer, width, height, ...tables, subsample, room)
    return pointer
  })
}

/** Waves with a little noise, as photographs are smooth in most places. */
function waves(width: number, height: number, seed: number): TestRaster {
  const noise = randomBytes(width * height * 4, seed)
  const data = noise.map((value, at) => {
    const [x, y, channel] = [(at >> 2) % width, Math.floor((at >> 2) / width), at & 3]
    return clamp(128 + 110 * Math.sin(x / 9 + channel) + 60 * Math.cos(y / 5 - channel) + value / 16)
  })
  return { width, height, data }
}

test.each([5, 30, 75, 92, 100])('every value is what libjpeg encodes and decodes, at quality %i', async (quality) => {
  for (const [width, height] of [
    [64, 64],
    [61, 43],
    [130, 17],
    [1, 1],
    [3, 2],
    [5, 9],
  ] as const) {
    for (const image of [waves(width, height, quality), { width, height, data: randomBytes(width * height * 4, 1) }]) {
      for (const chromaSubsampling of ['4:4:4', '4:2:0']) {
        const colour = image.data.filter((_, at) => at % 4 !== 3)
        const raw = { width, height, channels: 3 } as const
        const file = await sharp(colour, { raw }).jpeg({ quality, chromaSubsampling }).toBuffer()
        const subsample = chromaSubsampling === '4:2:0'
        const actual = jpeg(image, tableOf(LUMINANCE, quality), tableOf(CHROMINANCE, quality), subsample)
        expect(actual.filter((_, at) => at % 4 !== 3)).toEqual(new Uint8Array(await sharp(file).raw().toBuffer()))
        expect(actual.filter((_, at) => at % 4 === 3)).toEqual(image.data.filter((_, at) => at % 4 === 3))
      }
    }
  }
})

const steps = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 64, maxLength: 64 })

test('any table, against the transforms written out', () => {
  fc.assert(
    fc.property(rasters, steps, steps, fc.boolean(), (raster, luminance, chrominance, subsample) => {
      const actual = jpeg(raster, Int16Array.from(luminance), Int16Array.from(chrominance), subsample)
      expect(actual).toEqual(plainJpeg(raster, luminance, chrominance, subsample))
    }),
    { numRuns: 40 },
  )
})

type Plane = (x: number, y: number) => number

function plainJpeg(
  { width, height, data }: TestRaster,
  luminance: number[],
  chrominance: number[],
  subsample: boolean,
) {
  const weigh =
    (red: number, green: number, blue: number, offset: number): Plane =>
    (x, y) => {
      const at = (Math.min(y, height - 1) * width + Math.min(x, width - 1)) * 4
      return (red * (data[at] ?? 0) + green * (data[at + 1] ?? 0) + blue * (data[at + 2] ?? 0) + offset) >> 16
    }
  const middle = (128 << 16) + 32767
  const chroma = (plane: Plane) => {
    if (!subsample) return quantised(plane, height, chrominance)
    const [halfWidth, halfHeight] = [(width + 1) >> 1, (height + 1) >> 1]
    const mean: Plane = (x, row) => {
      const y = Math.min(row, halfHeight - 1)
      const sum = plane(2 * x, 2 * y) + plane(2 * x + 1, 2 * y) + plane(2 * x, 2 * y + 1) + plane(2 * x + 1, 2 * y + 1)
      return (sum + 1 + (x & 1)) >> 2
    }
    return widened(quantised(mean, halfHeight, chrominance), halfWidth, halfHeight)
  }
  const luma = quantised(weigh(19595, 38470, 7471, 32768), height, luminance)
  const blue = chroma(weigh(-11059, -21709, 32768, middle))
  const red = chroma(weigh(32768, -27439, -5329, middle))
  return data.map((alpha, at) => {
    const [x, y] = [(at >> 2) % width, Math.floor((at >> 2) / width)]
    const [cb, cr] = [blue(x, y) - 128, red(x, y) - 128]
    const terms = [(91881 * cr + 32768) >> 16, (-22554 * cb - 46802 * cr + 32768) >> 16, (116130 * cb + 32768) >> 16]
    return at % 4 === 3 ? alpha : clamp(luma(x, y) + (terms[at & 3] ?? 0))
  })
}

function widened(plane: Plane, width: number, height: number): Plane {
  return (x, y) => {
    if (width <= 2) return plane(x >> 1, y >> 1)
    const other = Math.min(Math.max((y >> 1) + (y & 1 ? 1 : -1), 0), height - 1)
    const sum = (column: number) => 3 * plane(column, y >> 1) + plane(column, other)
    const next = Math.min(Math.max((x >> 1) + (x & 1 ? 1 : -1), 0), width - 1)
    return (3 * sum(x >> 1) + sum(next) + (x & 1 ? 7 : 8)) >> 4
  }
}

function quantised(plane: Plane, height: number, table: number[]): Plane {
  const blocks = new Map<string, number[]>()
  // What lies below is a copy of the last row; what lies to the right comes from the plane.
  const block = (left: number, top: number) => {
    const key = `${left} ${top}`
    const known = blocks.get(key)
    if (known) return known
    const samples = grid((u, v) => plane(left + u, Math.min(top + v, height - 1)) - 128)
    const coefficients = columns(transposed(columns(transposed(samples), forward(2))), forward(-2)).map((value, at) => {
      const step = table[at] ?? 1
      return Math.sign(value) * Math.floor((Math.abs(value) + 4 * step) / (8 * step)) * step
    })
    const back = transposed(columns(transposed(columns(coefficients, inverse(11))), inverse(18)))
    const values = back.map((value) => clamp(value + 128))
    blocks.set(key, values)
    return values
  }
  return (x, y) => block(x & ~7, y & ~7)[(y & 7) * 8 + (x & 7)] ?? 0
}

const grid = (value: (u: number, v: number) => number) => Array.from({ length: 64 }, (_, at) => value(at & 7, at >> 3))
const transposed = (values: number[]) => grid((u, v) => values[u * 8 + v] ?? 0)
const columns = (values: number[], transform: (column: number[]) => number[]) => {
  const done = Array.from({ length: 8 }, (_, u) =>
    transform(Array.from({ length: 8 }, (_, v) => values[v * 8 + u] ?? 0)),
  )
  return grid((u, v) => done[u]?.[v] ?? 0)
}
const descale = (value: number, bits: number) => (value + (1 << (bits - 1))) >> bits

/** The odd part of Loeffler, Ligtenberg and Moschytz's figure 1, in 13 fractional bits. */
function odd(a: number, b: number, c: number, d: number) {
  const all = (a + b + c + d) * 9633
  const [outer, inner, even, uneven] = [
    (a + d) * -7373,
    (b + c) * -20995,
    (a + c) * -16069 + all,
    (b + d) * -3196 + all,
  ]
  return [
    d * 12299 + outer + uneven,
    c * 25172 + inner + even,
    b * 16819 + inner + uneven,
    a * 2446 + outer + even,
  ] as const
}

const forward =
  (shift: 2 | -2) =>
  ([x0 = 0, x1 = 0, x2 = 0, x3 = 0, x4 = 0, x5 = 0, x6 = 0, x7 = 0]: number[]) => {
    const [t0, t1, t2, t3] = [x0 + x7 + x3 + x4, x1 + x6 + x2 + x5, x1 + x6 - x2 - x5, x0 + x7 - x3 - x4]
    const whole = (value: number) => (shift > 0 ? value << shift : descale(value, -shift))
    const z = (t2 + t3) * 4433
    const odds = odd(x3 - x4, x2 - x5, x1 - x6, x0 - x7)
    const cut = (value = 0) => descale(value, 13 - shift)
    const evens = [whole(t0 + t1), cut(z + t3 * 6270), whole(t0 - t1), cut(z - t2 * 15137)]
    return Array.from({ length: 8 }, (_, at) => (at & 1 ? cut(odds[at >> 1]) : (evens[at >> 1] ?? 0)))
  }

const inverse =
  (bits: number) =>
  ([x0 = 0, x1 = 0, x2 = 0, x3 = 0, x4 = 0, x5 = 0, x6 = 0, x7 = 0]: number[]) => {
    const z = (x2 + x6) * 4433
    const [outer, inner] = [z + x2 * 6270, z - x6 * 15137]
    const [sum, difference] = [(x0 + x4) << 13, (x0 - x4) << 13]
    const evens = [sum + outer, difference + inner, difference - inner, sum - outer]
    const odds = odd(x7, x5, x3, x1)
    const half = evens.map((even, at) => [even, odds[at] ?? 0] as const)
    const down = half.map(([even, part]) => descale(even + part, bits))
    return [...down, ...half.map(([even, part]) => descale(even - part, bits)).reverse()]
  }
