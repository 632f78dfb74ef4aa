import { replay, run, type Json } from '@variegate/core'
import { describe, expect, test } from 'vitest'
import {
  imageFrom,
  imageTransforms,
  lensFlare,
  rain,
  raindropsOnLens,
  spatter,
  sunFlare,
  toRaster,
  type Image,
} from '../src/index.js'

const even = (side: number, level: number): Image =>
  imageFrom(
    { width: side, height: side, channels: 3, data: new Uint8Array(side * side * 3).fill(level) },
    {},
    { id: 'e' },
  )

const played = (name: string, drawn: Json, image: Image) =>
  toRaster(replay([{ name, drawn }], image, { transforms: imageTransforms }))
const reds = ({ data }: { readonly data: ArrayLike<number> }) => Array.from(data).filter((_, at) => at % 4 === 0)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const rising = (values: readonly number[]) => expect(values).toEqual(values.toSorted((a, b) => a - b))

describe('rain', () => {
  const settings = { length: 3, slant: 0, thickness: 1, brightness: 1, colour: [90, 90, 90], key: [1, 2] }
  test('one upright streak without blur is a line of the colour', () => {
    const lit = reds(played('rain', { ...settings, drops: 1, blur: 1 }, even(8, 10)))
    expect(lit.filter((value) => value === 100)).toHaveLength(4)
    expect(new Set(lit.flatMap((value, at) => (value === 100 ? [at % 8] : []))).size).toBe(1)
  })
  test('a box of three spreads it over three columns, a third of the light each in its middle', () => {
    const lit = reds(played('rain', { ...settings, drops: 1, blur: 3, key: [7, 8] }, even(24, 10)))
    expect(Math.max(...lit)).toBe(40)
  })
  test('a leaning streak goes sideways without gaps', () => {
    const lit = reds(played('rain', { ...settings, drops: 1, blur: 1, length: 5, slant: 5, key: [7, 8] }, even(32, 0)))
    const wet = lit.flatMap((value, at) => (value > 0 ? [[at % 32, Math.floor(at / 32)] as const] : []))
    const columns = wet.map(([x]) => x)
    expect(Math.max(...columns) - Math.min(...columns)).toBe(5)
  })
  test('more drops light more, brightness darkens all, and frames differ', () => {
    rising(
      [0.1, 0.5, 2].map((drops) =>
        mean(reds(toRaster(run(rain({ drops, brightness: 1 }), even(96, 20), { seed: 1 }).sample))),
      ),
    )
    const { sample } = run(rain({ drops: 0, brightness: 0.5 }), even(8, 100), { seed: 1 })
    expect(new Set(reds(toRaster(sample)))).toEqual(new Set([50]))
    const wet = run(rain(), even(64, 20), { seed: 1 }).sample
    expect(reds(toRaster({ ...wet, frame: 1 }))).not.toEqual(reds(toRaster(wet)))
  })
})

describe('spatter', () => {
  test.each(['rain', 'mud'] as const)('more liquid changes more of the picture: %s', (liquid) => {
    const changed = [0.75, 0.7, 0.65].map((cutoff) => {
      const values = reds(toRaster(run(spatter({ liquid, cutoff }), even(128, 120), { seed: 4 }).sample))
      return values.filter((value) => value !== 120).length
    })
    rising(changed)
    expect(changed[0]).toBeGreaterThan(0)
  })
  test('rain adds light, mud takes it, and neither more than its intensity', () => {
    const wet = reds(toRaster(run(spatter({ intensity: 0.5 }), even(96, 100), { seed: 4 }).sample))
    expect(Math.min(...wet)).toBe(100)
    expect(Math.max(...wet)).toBe(100 + Math.round(0.9 * 0.5 * 175))
    const muddy = reds(toRaster(run(spatter({ intensity: 0.5, liquid: 'mud' }), even(96, 200), { seed: 4 }).sample))
    expect(Math.max(...muddy)).toBeLessThanOrEqual(200)
    expect(Math.min(...muddy)).toBe(Math.floor(200 * 0.5 + 63 * 0.5 + 0.5))
  })
})

describe('flares', () => {
  test('a glow is brightest at the sun and ends at its radius', () => {
    const drawn = {
      method: 'overlay',
      x: 0.5,
      y: 0.5,
      radius: 40,
      colour: [255, 255, 255],
      ghosts: [{ x: -99, y: -99, radius: 1, opacity: 0.2, colour: [0, 0, 0] }],
    }
    const row = reds(played('sunFlare', drawn, even(64, 50))).slice(0, 64)
    expect(row[0]).toBe(255)
    rising(row.toReversed())
    expect(row.slice(40)).toEqual(Array<number>(24).fill(50))
  })
  test('a ghost is a disc of its colour', () => {
    const ghosts = [{ x: 8, y: 8, radius: 3, opacity: 0.5, colour: [200, 0, 0] }]
    const { data } = played(
      'sunFlare',
      { method: 'overlay', x: 0, y: 0, radius: 0, colour: [255, 255, 255], ghosts },
      even(16, 100),
    )
    expect(Array.from(data.slice((8 * 16 + 8) * 4, (8 * 16 + 8) * 4 + 4))).toEqual([150, 50, 50, 255])
    expect(data[0]).toBe(100)
  })
  test.each(['overlay', 'physical'] as const)('a larger sun brightens more: %s', (method) =>
    rising(
      [20, 60, 200].map((radius) =>
        mean(reds(toRaster(run(sunFlare({ radius, method, ghosts: 0 }), even(96, 40), { seed: 2 }).sample))),
      ),
    ),
  )
  test('a lens flare of full intensity makes its light white, and grows with intensity', () => {
    const drawn = { x: 8.5, y: 8.5, intensity: 1, glow: 4, colour: [255, 255, 255], ghosts: [], blades: 6, turn: 0 }
    const lit = reds(played('lensFlare', drawn, even(17, 55)))
    expect(lit[8 * 17 + 8]).toBe(255)
    // Four pixels off, a quarter of the light is left: 55 + (255 - 55) / 4.
    expect(lit[8 * 17 + 12]).toBe(105)
    rising(
      [0.2, 0.5, 1].map((intensity) =>
        mean(reds(toRaster(run(lensFlare({ intensity }), even(64, 40), { seed: 2 }).sample))),
      ),
    )
  })
})

describe('raindropsOnLens', () => {
  test('the middle of a drop shows its own place, and its sides the other side', () => {
    // Dark on the left, bright on the right.
    const scene = imageFrom(
      {
        width: 200,
        height: 200,
        channels: 1,
        data: Float32Array.from({ length: 40000 }, (_, at) => (at % 200 < 100 ? 0 : 200)),
        white: 255,
      },
      {},
      { id: 's' },
    )
    const drops = toRaster(run(raindropsOnLens({ count: 60, radius: 0.05 }), scene, { seed: 1 }).sample).data
    let [dark, bright] = [0, 0]
    for (let at = 0; at < drops.length; at++) {
      // Near the middle of the picture drops show what lies on the other side.
      const x = at % 200
      if (x > 90 && x < 98 && (drops[at] ?? 0) > 100) bright++
      if (x > 102 && x < 110 && (drops[at] ?? 0) < 60) dark++
    }
    expect(Math.min(dark, bright)).toBeGreaterThan(10)
  })
  test('more drops change more', () => {
    const scene = imageFrom(
      { width: 64, height: 64, channels: 1, data: Uint8Array.from({ length: 4096 }, (_, at) => (at * 37) % 251) },
      {},
      { id: 's' },
    )
    const before = reds(toRaster(scene))
    rising(
      [5, 20, 80].map(
        (count) =>
          reds(toRaster(run(raindropsOnLens({ count }), scene, { seed: 1 }).sample)).filter(
            (value, at) => value !== before[at],
          ).length,
      ),
    )
  })
})
