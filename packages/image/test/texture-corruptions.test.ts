import { readFileSync } from 'node:fs'
import { run } from '@variegate/core'
import { describe, expect, test } from 'vitest'
import { corrupt, imageFrom, pooling, toRaster, type Image, type Raster } from '../src/index.js'

interface Golden {
  readonly side: number
  readonly inputs: Readonly<Record<'colour' | 'grey', readonly number[]>>
  readonly cases: readonly (readonly [string, number, 'colour' | 'grey', readonly number[]])[]
  readonly pools: Readonly<Record<string, readonly number[]>>
}
const golden = JSON.parse(readFileSync(new URL('golden/corruptions.json', import.meta.url), 'utf8')) as Golden

const { side } = golden
const inputOf = (name: 'colour' | 'grey'): Image =>
  imageFrom(
    {
      width: side,
      height: side,
      channels: name === 'grey' ? 1 : 3,
      data: Uint8Array.from(golden.inputs[name]),
      layout: name === 'grey' ? 'grey' : 'rgb',
    },
    {},
    { id: name },
  )
type Given = Parameters<typeof run<Image>>[0]
const done = (given: Given, image: Image): Raster => toRaster(run(given, image, { seed: 2 }).sample)
type Name = NonNullable<NonNullable<Parameters<typeof corrupt>[0]>['name']>
const NAMES = [
  'gaussian_noise',
  'shot_noise',
  'impulse_noise',
  'speckle_noise',
  'defocus_blur',
  'glass_blur',
  'motion_blur',
  'zoom_blur',
  'gaussian_blur',
  'snow',
  'frost',
  'fog',
  'brightness',
  'contrast',
  'elastic_transform',
  'pixelate',
  'jpeg_compression',
  'spatter',
  'saturate',
] as const satisfies readonly Name[]

describe('golden cases of Pillow, scikit-image and NumPy', () => {
  test.each(golden.cases)('%s at severity %d', (name, severity, input, expected) => {
    const { data } = done(corrupt({ name: name as Name, severity }), inputOf(input))
    const channels = input === 'grey' ? 1 : 3
    const off = expected.filter(
      (value, at) => Math.abs(value - (data[Math.floor(at / channels) * 4 + (at % channels)] ?? NaN)) > 1,
    )
    // Pillow's transforms use whole numbers, whose rounding may turn a frequency at a boundary over.
    expect(off.length / expected.length).toBeLessThanOrEqual(name === 'jpeg_compression' ? 0.02 : 0)
  })
  test.each(['average', 'max', 'min', 'median'] as const)('%s pooling', (kind) => {
    const { data } = done(pooling({ kind, size: 4 }), inputOf('grey'))
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++)
        expect(data[(y * side + x) * 4]).toBe(golden.pools[kind]?.[Math.floor(y / 4) * (side / 4) + Math.floor(x / 4)])
  })
})

/** A picture with edges, slopes and fine detail. */
const SIDE = 112
const scene = (): Image =>
  imageFrom(
    {
      width: SIDE,
      height: SIDE,
      channels: 4,
      layout: 'rgb',
      data: Uint8ClampedArray.from({ length: SIDE * SIDE * 4 }, (_, at) => {
        const [pixel, channel] = [at >> 2, at & 3]
        const [x, y] = [pixel % SIDE, Math.floor(pixel / SIDE)]
        if (channel === 3) return 255
        const inside = (x - 60) ** 2 + (y - 50) ** 2 < 700
        return inside ? ([190, 80, 40][channel] ?? 0) : 60 + ((x * (channel + 1) + 2 * y) % 97) + (x % 7 < 2 ? 30 : 0)
      }),
    },
    { instances: [{ id: 1, keypoints: [{ x: 20, y: 90, visibility: 2 }] }] },
    { id: 'scene' },
  )
const change = (a: Raster, b: Raster): number => {
  let sum = 0
  for (let at = 0; at < a.data.length; at++) sum += Math.abs((a.data[at] ?? 0) - (b.data[at] ?? 0))
  return sum / a.data.length
}

describe('the nineteen corruptions', () => {
  test.each(NAMES)('%s harms more at severity 5 than at 1, and the same each time', (name) => {
    const before = toRaster(scene())
    const harms = [1, 2, 3, 4, 5].map((severity) => change(done(corrupt({ name, severity }), scene()), before))
    for (const harm of harms) expect(harm).toBeGreaterThan(0.3)
    // Published severities go by what classifiers find hard: elastic grows finer, not larger, and spatter turns to mud.
    if (!['elastic_transform', 'saturate', 'spatter'].includes(name)) expect(harms[4]).toBeGreaterThan(harms[0] ?? 0)
    expect(done(corrupt({ name, severity: 3 }), scene()).data).toEqual(
      done(corrupt({ name, severity: 3 }), scene()).data,
    )
  })
  test.each(NAMES)('%s runs on any size, depth and number of channels, and gives no NaN', (name) => {
    for (const [width, height] of [
      [1, 1],
      [1, 7],
      [8, 9],
      [23, 17],
    ] as const)
      for (const channels of [1, 3, 5]) {
        const data = Float32Array.from({ length: width * height * channels }, (_, at) => ((at * 37) % 101) / 100)
        for (let severity = 1; severity <= 5; severity++) {
          const image = imageFrom({ width, height, channels, data }, {}, { id: 'small' })
          const raster = done(corrupt({ name, severity }), image)
          expect([raster.width, raster.height, raster.channels]).toEqual([width, height, channels])
          expect(raster.data.some((value) => Number.isNaN(value))).toBe(false)
        }
      }
  })
  test('only elastic_transform moves labels', () => {
    for (const name of NAMES) {
      const point = run(corrupt({ name, severity: 2 }), scene(), { seed: 4 }).sample.labels.instances?.[0]
        ?.keypoints?.[0]
      const same = point?.x === 20 && point.y === 90
      expect(same, name).toBe(name !== 'elastic_transform')
    }
  })
  test('lengths grow with the shorter side', () => {
    const steps = (side: number) => {
      const image = imageFrom(
        { width: side, height: side + 10, channels: 1, data: new Float32Array(side * (side + 10)) },
        {},
        { id: 'x' },
      )
      return run(corrupt({ name: 'gaussian_blur', severity: 2 }), image, { seed: 1 }).sample.steps
    }
    expect(steps(224)).toEqual([{ kind: 'blur', sigmaX: 2, sigmaY: 2 }])
    expect(steps(448)).toEqual([{ kind: 'blur', sigmaX: 4, sigmaY: 4 }])
  })
})
