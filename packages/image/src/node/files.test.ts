import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { Layout, Raster } from '../raster.js'
import { readImage, readMask } from './read.js'
import { encodeImage, encodeMask, type ImageFormat } from './write.js'

const WIDTH = 7
const HEIGHT = 5

const values = (channels: number) => Array.from({ length: WIDTH * HEIGHT * channels }, (_, at) => (at * 7919) % 65536)
const size = { width: WIDTH, height: HEIGHT }
const bytes = (channels: number, layout: Layout): Raster => ({
  ...size,
  channels,
  layout,
  data: new Uint8ClampedArray(values(channels).map((value) => value % 256)),
})
const words = (channels: number, layout: Layout): Raster => ({
  ...size,
  channels,
  layout,
  data: new Uint16Array(values(channels)),
})
const floats = (channels: number, layout: Layout): Raster => ({
  ...size,
  channels,
  layout,
  data: new Float32Array(values(channels).map((value) => value / 1000 - 20)),
})
const trip = async (raster: Raster, format: ImageFormat) => readImage(await encodeImage(raster, { format }))

describe('what is written without loss comes back exactly', () => {
  const layouts: readonly (readonly [number, Layout])[] = [
    [1, 'grey'],
    [3, 'rgb'],
    [4, 'rgba'],
  ]
  for (const [channels, layout] of layouts) {
    test.each(['png', 'tiff'] as const)(`8 bits, ${layout}, as %s`, async (format) => {
      const raster = bytes(channels, layout)
      const read = await trip(raster, format)
      const expected = values(4).map((_, at) => {
        const channel = at % 4
        if (channel === 3 && channels < 4) return 255
        return raster.data[Math.floor(at / 4) * channels + (channels === 1 ? 0 : channel)]
      })
      expect(read).toMatchObject({ ...size, channels: 4, layout })
      expect([...read.data]).toEqual(expected)
    })
    test.each(['png', 'tiff'] as const)(`16 bits, ${layout}, as %s`, async (format) =>
      expect(await trip(words(channels, layout), format)).toEqual(words(channels, layout)),
    )
    test(`floats, ${layout}, as tiff`, async () =>
      expect(await trip(floats(channels, layout), 'tiff')).toEqual(floats(channels, layout)))
  }
  for (const channels of [3, 4, 5, 6, 12]) {
    test.each([bytes, words, floats])(`${channels} bands as tiff (%o)`, async (make) =>
      expect(await trip(make(channels, 'bands'), 'tiff')).toEqual(make(channels, 'bands')),
    )
  }
  test('floats of more than one strip as tiff', async () => {
    const data = Float32Array.from({ length: 400 * 700 * 3 }, (_, at) => at / 7)
    const raster: Raster = { width: 400, height: 700, channels: 3, data, layout: 'rgb' }
    expect((await trip(raster, 'tiff')).data).toEqual(data)
  })
  test('few colours as gif', async () => {
    const colours = [
      [0, 0, 0],
      [250, 20, 10],
      [12, 130, 240],
    ]
    const data = new Uint8ClampedArray(values(1).flatMap((_, at) => [...(colours[at % 3] ?? []), 255]))
    const raster: Raster = { ...size, channels: 4, data, layout: 'rgb' }
    expect([...(await trip(raster, 'gif')).data]).toEqual([...data])
  })
  test.each([new Uint8Array(values(1)), new Uint16Array(values(1))])('masks (%o)', async (data) =>
    expect(await readMask(await encodeMask({ ...size, data }))).toEqual({ ...size, data }),
  )
})

test.each(['jpeg', 'webp', 'avif'] as const)('%s comes back close', async (format) => {
  const data = new Uint8ClampedArray(64 * 48 * 4)
  for (let at = 0; at < data.length; at += 4) data.set([at / 64, 90, 200 - at / 128, 255], at)
  const read = await trip({ width: 64, height: 48, channels: 4, data, layout: 'rgb' }, format)
  expect(read).toMatchObject({ width: 64, height: 48, channels: 4, layout: 'rgb' })
  expect(data.reduce((sum, value, at) => sum + Math.abs(value - (read.data[at] ?? 0)), 0) / data.length).toBeLessThan(2)
})

test.each([words, floats])('grey with alpha comes as RGBA, and its values stay (%o)', async (make) => {
  const raster = make(2, 'bands')
  const read = await trip(raster, 'tiff')
  expect(read).toMatchObject({ channels: 4, layout: 'rgba' })
  const spread = Array.from({ length: WIDTH * HEIGHT }, (_, at) => [
    ...Array<number>(3).fill(raster.data[at * 2] ?? 0),
    raster.data[at * 2 + 1],
  ])
  expect([...read.data]).toEqual(spread.flat())
})

test('what came grey is written grey, and 16 bits stay 16 bits', async () => {
  const about = async (raster: Raster, format: ImageFormat) => {
    const { depth, channels } = await sharp(await encodeImage(raster, { format })).metadata()
    return [depth, channels]
  }
  expect(await about(bytes(1, 'grey'), 'png')).toEqual(['uchar', 1])
  expect(await about(bytes(1, 'grey'), 'jpeg')).toEqual(['uchar', 1])
  expect(await about(bytes(3, 'rgb'), 'webp')).toEqual(['uchar', 3])
  expect(await about(words(1, 'grey'), 'png')).toEqual(['ushort', 1])
  expect(await about(words(3, 'rgb'), 'tiff')).toEqual(['ushort', 3])
  expect(await about(words(4, 'rgba'), 'png')).toEqual(['ushort', 4])
})

test('what a format cannot hold is refused', async () => {
  await expect(encodeImage(words(1, 'grey'), { format: 'jpeg' })).rejects.toThrow(
    'Expected PNG or TIFF for 1 channel of uint16 but received JPEG.',
  )
  await expect(encodeImage(floats(3, 'rgb'), { format: 'png' })).rejects.toThrow(
    'Expected TIFF for 3 channels of float32 but received PNG.',
  )
  await expect(encodeImage(bytes(6, 'bands'), { format: 'png' })).rejects.toThrow(
    'Expected TIFF for 6 channels of uint8 but received PNG.',
  )
})
