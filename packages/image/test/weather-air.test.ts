import { replay, run, type Json } from '@variegate/core'
import { describe, expect, test } from 'vitest'
import {
  atmosphericFog,
  fog,
  gravel,
  imageFrom,
  imageTransforms,
  shadow,
  snow,
  toRaster,
  type Image,
  type ImageLabels,
} from '../src/index.js'

/** A grey image of floats on the 0-255 scale, row by row. */
const floats = (width: number, values: readonly number[], labels: ImageLabels = {}): Image =>
  imageFrom(
    { width, height: values.length / width, channels: 1, data: Float32Array.from(values), white: 255 },
    labels,
    { id: 'f' },
  )

/** A colour image of bytes, the same everywhere. */
const even = (side: number, colour: readonly number[]): Image =>
  imageFrom(
    {
      width: side,
      height: side,
      channels: 3,
      data: Uint8Array.from({ length: side * side * 3 }, (_, at) => colour[at % 3] ?? 0),
    },
    {},
    { id: 'e' },
  )

const played = (name: string, drawn: Json, image: Image) =>
  toRaster(replay([{ name, drawn }], image, { transforms: imageTransforms })).data
const mean = (image: Image) => {
  const { data } = toRaster(image)
  let sum = 0
  for (let at = 0; at < data.length; at++) if (at % 4 !== 3) sum += data[at] ?? 0
  return sum / ((data.length * 3) / 4)
}

describe('atmosphericFog', () => {
  test('a depth layer of 0, 1 and 2 lets 1, exp(-beta) and exp(-2 beta) of the scene through', () => {
    const depth = {
      kind: 'depth' as const,
      image: imageFrom({ width: 3, height: 1, channels: 1, data: Float32Array.from([0, 1, 2]) }),
    }
    const seen = toRaster(
      run(atmosphericFog({ density: Math.LN2 }), floats(3, [100, 100, 100], { layers: { depth } }), { seed: 1 }).sample,
    )
    expect(Array.from(seen.data, (value) => Math.round(value * 100) / 100)).toEqual([100, 150, 175])
  })
  test('what is endlessly far or unknown is air alone', () => {
    const depth = {
      kind: 'depth' as const,
      image: imageFrom({ width: 3, height: 1, channels: 1, data: Float32Array.from([0, Infinity, NaN]) }),
    }
    const seen = toRaster(
      run(atmosphericFog({ density: 1 }), floats(3, [10, 10, 10], { layers: { depth } }), { seed: 1 }).sample,
    )
    expect(Array.from(seen.data)).toEqual([10, 200, 200])
  })
  test('without a layer the top is far, at the depths 3/4 and 1/4 of two rows', () => {
    const seen = toRaster(run(atmosphericFog({ density: 4 * Math.LN2 }), floats(1, [0, 0]), { seed: 1 }).sample)
    expect(Array.from(seen.data, (value) => Math.round(value * 10) / 10)).toEqual([175, 100])
  })
  test('denser air takes more contrast', () => {
    const spread = (density: number) => {
      const { data } = toRaster(run(atmosphericFog({ density }), floats(2, [0, 255, 0, 255]), { seed: 1 }).sample)
      return (data[1] ?? 0) - (data[0] ?? 0)
    }
    expect([0.5, 1, 2, 4].map(spread).toSorted((a, b) => b - a)).toEqual([0.5, 1, 2, 4].map(spread))
  })
})

describe('fog', () => {
  test('brightens a dark scene the more, the more intense it is, and most in the middle', () => {
    const dark = even(128, [20, 20, 20])
    const means = [0.2, 0.5, 1].map((intensity) => mean(run(fog({ intensity, blur: 0 }), dark, { seed: 3 }).sample))
    expect(means[0]).toBeGreaterThan(22)
    expect(means[1]).toBeGreaterThan(means[0] ?? 0)
    expect(means[2]).toBeGreaterThan(means[1] ?? 0)
    const { data } = toRaster(run(fog({ intensity: 0.5, blur: 0 }), dark, { seed: 3 }).sample)
    const row = (y: number) =>
      Array.from({ length: 128 }, (_, x) => data[(y * 128 + x) * 4] ?? 0).reduce((a, b) => a + b)
    expect(row(64)).toBeGreaterThan(row(1))
  })
  test('one patch lets 1 - opacity through, two its square', () => {
    const { data } = toRaster(run(fog({ intensity: 1, opacity: 0.5, blur: 0 }), even(9, [0, 0, 0]), { seed: 1 }).sample)
    const levels = [0, 0.5, 0.75, 0.875, 0.9375].map((share) => Math.floor(255 * share + 0.5))
    for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 0) < 240) expect(levels).toContain(data[at])
  })
})

describe('snow', () => {
  const key = [1, 2]
  test('bleaching lifts lightness 40 to 100 and keeps hue and saturation', () => {
    // Lightness 40, saturation 0.5: values 20, 40, 60 become 50, 100, 150.
    const data = played('snow', { amount: 0, brightness: 2.5, method: 'bleach', key }, even(1, [20, 40, 60]))
    expect(Array.from(data)).toEqual([50, 100, 150, 255])
    // Beyond the threshold of 85 nothing changes.
    expect(
      Array.from(played('snow', { amount: 0, brightness: 2.5, method: 'bleach', key }, even(1, [80, 90, 100]))),
    ).toEqual([80, 90, 100, 255])
  })
  test('more snow bleaches more, and texture whitens the top more than the bottom', () => {
    const ramp = imageFrom(
      { width: 64, height: 64, channels: 1, data: Uint8Array.from({ length: 4096 }, (_, at) => (at % 64) * 4) },
      {},
      { id: 'r' },
    )
    const means = [0, 0.3, 0.8].map((amount) => mean(run(snow({ amount }), ramp, { seed: 1 }).sample))
    expect(means).toEqual(means.toSorted((a, b) => a - b))
    const { data } = toRaster(run(snow({ amount: 0.5, method: 'texture' }), even(64, [60, 60, 60]), { seed: 1 }).sample)
    const half = (from: number) =>
      Array.from(data)
        .slice(from * 64 * 4, (from + 8) * 64 * 4)
        .reduce((sum, value) => sum + value, 0)
    expect(half(0)).toBeGreaterThan(1.05 * half(56))
  })
})

describe('gravel and shadows', () => {
  test('more patches change more pixels, and only within the region', () => {
    const changed = (patches: number) => {
      const { data } = toRaster(
        run(gravel({ patches, region: [0.5, 0.5, 1, 1], density: 0.05 }), even(200, [120, 100, 80]), { seed: 2 })
          .sample,
      )
      let count = 0
      for (let at = 0; at < data.length; at += 4) {
        if (data[at] === 120) continue
        count++
        expect((at / 4) % 200).toBeGreaterThanOrEqual(98)
      }
      return count
    }
    expect(changed(8)).toBeGreaterThan(2 * changed(2))
  })
  test('a hard shadow over the left half takes half of its light', () => {
    const shadows = [{ outline: [0, 0, 2, 0, 2, 2, 0, 2], intensity: 0.5 }]
    expect(
      Array.from(played('shadow', { shadows, softness: 0 }, floats(4, [100, 100, 100, 100, 60, 60, 60, 60]))),
    ).toEqual([50, 50, 100, 100, 30, 30, 60, 60])
  })
  test('a soft shadow falls off over its edge', () => {
    const shadows = [{ outline: [0, 0, 20, 0, 20, 40, 0, 40], intensity: 1 }]
    const data = played('shadow', { shadows, softness: 3 }, floats(40, Array<number>(1600).fill(100)))
    const row = Array.from(data).slice(800, 840)
    expect(row).toEqual(row.toSorted((a, b) => a - b))
    expect(row[0]).toBeCloseTo(0)
    expect(((row[19] ?? 0) + (row[20] ?? 0)) / 2).toBeCloseTo(50)
    expect(row[39]).toBe(100)
  })
  test('deeper shadows darken more, and a region that ends before it begins is refused', () => {
    const scene = even(64, [200, 200, 200])
    const means = [0.2, 0.5, 0.9].map((intensity) =>
      mean(run(shadow({ intensity, count: 2 }), scene, { seed: 5 }).sample),
    )
    expect(means).toEqual(means.toSorted((a, b) => b - a))
    expect(() => run(shadow({ region: [0.8, 0, 0.2, 1] }), scene, { seed: 1 })).toThrow(
      'Expected a region [left, top, right, bottom] that ends after it begins for image/shadow but received [0.8, 0, 0.2, 1]; swap its ends.',
    )
  })
})
