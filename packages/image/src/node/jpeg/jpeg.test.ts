import { philox } from '@variegate/core'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { ByteRaster } from '../../raster.js'
import { readImage } from '../read.js'
import { decodeJpeg } from './decode.js'
import { encodeJpeg } from './encode.js'

const SIZES = [
  [1, 1],
  [3, 5],
  [8, 8],
  [16, 17],
  [33, 2],
  [100, 75],
  [129, 65],
] as const
const LIMIT = 1e6

/** Waves and noise, so that blocks have many and few coefficients. */
function picture(width: number, height: number): ByteRaster {
  const data = new Uint8ClampedArray(width * height * 4).map((_, at) => {
    const [pixel, channel] = [at >> 2, at & 3]
    const [x, y] = [pixel % width, Math.floor(pixel / width)]
    const noise = y > height / 2 ? 0 : (philox([at, 0, 0, 0], [7, 1])[0] & 63) - 32
    return channel === 3 ? 255 : ((x * (channel + 2) * 3 + y * 5) % 256) + noise
  })
  return { width, height, channels: 4, data, layout: 'rgb' }
}

const open = ({ width, height, data }: ByteRaster) => sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha()

/** What libjpeg makes of a file. */
const reference = async (file: Uint8Array) =>
  new Uint8ClampedArray(await sharp(file).toColourspace('srgb').ensureAlpha().raw().toBuffer())

test.each(SIZES)('a picture of %i x %i decodes to the bytes that libjpeg gives', async (width, height) => {
  const made = picture(width, height)
  for (const chromaSubsampling of ['4:4:4', '4:2:0'])
    for (const quality of [1, 50, 95]) {
      const file = await open(made).jpeg({ quality, chromaSubsampling, mozjpeg: false }).toBuffer()
      const decoded = decodeJpeg(file, LIMIT)
      expect(decoded).toMatchObject({ width, height, channels: 4, layout: 'rgb' })
      expect(decoded?.data).toEqual(await reference(file))
    }
})

test.each(SIZES)('a grey picture of %i x %i decodes to the bytes that libjpeg gives', async (width, height) => {
  const file = await open(picture(width, height)).toColourspace('b-w').jpeg({ quality: 80 }).toBuffer()
  const decoded = decodeJpeg(file, LIMIT)
  expect(decoded?.layout).toBe('grey')
  expect(decoded?.data).toEqual(await reference(file))
})

test.each(SIZES)('what is encoded of %i x %i pixels decodes to what libjpeg loses', async (width, height) => {
  const made = picture(width, height)
  for (const quality of [1, 50, 90, 100]) {
    const file = encodeJpeg(made, false, quality)
    const theirs = await open(made).jpeg({ quality, optimiseCoding: false }).toBuffer()
    expect(await reference(file ?? new Uint8Array())).toEqual(await reference(theirs))
    expect(decodeJpeg(file ?? new Uint8Array(), LIMIT)?.data).toEqual(await reference(theirs))
  }
})

test('grey is encoded as one component', async () => {
  const made = picture(37, 21)
  const grey = { ...made, data: made.data.map((value, at) => (at % 4 === 3 ? value : (made.data[at & ~3] ?? 0))) }
  const file = encodeJpeg(grey, true, 90) ?? new Uint8Array()
  const theirs = await open(grey).toColourspace('b-w').jpeg({ quality: 90 }).toBuffer()
  expect((await sharp(file).metadata()).channels).toBe(1)
  expect(await reference(file)).toEqual(await reference(theirs))
})

test('what is not baseline, upright and Y Cb Cr is left to others, as are larger pictures than allowed', async () => {
  const made = open(picture(40, 30))
  const usual = await made.clone().jpeg().toBuffer()
  expect(decodeJpeg(usual, 40 * 30)).toBeDefined()
  expect(decodeJpeg(usual, 40 * 30 - 1)).toBeUndefined()
  const others = [
    made.clone().jpeg({ progressive: true }),
    made.clone().withMetadata({ orientation: 6 }).jpeg(),
    made.clone().withIccProfile('p3').jpeg(),
    made.clone().toColourspace('cmyk').jpeg(),
    made.clone().png(),
  ]
  for (const other of others) expect(decodeJpeg(await other.toBuffer(), LIMIT)).toBeUndefined()
  expect(decodeJpeg(new Uint8Array(), LIMIT)).toBeUndefined()
})

test('damaged files are left to others or give a picture of the size that they state', async () => {
  const whole = new Uint8Array(await open(picture(61, 47)).jpeg({ quality: 70 }).toBuffer())
  let left = 0
  for (let trial = 0; trial < 400; trial++) {
    const [cut, at, value, more] = philox([trial, 0, 0, 0], [9, 9])
    const file = whole.slice(0, trial % 4 === 0 ? cut % whole.length : whole.length)
    for (let change = 0; change <= more % 3; change++) file[(at * (change + 1)) % file.length] = value >>> (8 * change)
    const decoded = decodeJpeg(file, LIMIT)
    if (decoded) expect(decoded.data).toHaveLength(decoded.width * decoded.height * 4)
    else left++
  }
  // Every file that was cut short, at least.
  expect(left).toBeGreaterThanOrEqual(100)
})

test('pixels are written to memory that is needed no longer, where it has room', async () => {
  const file = await open(picture(64, 40)).jpeg().toBuffer()
  const { data } = await readImage(file)
  const memory = new Uint8ClampedArray(64 * 40 * 4)
  const again = await readImage(file, { into: memory })
  expect(again.data).toBe(memory)
  expect(again.data).toEqual(data)
  const small = new Uint8ClampedArray(8)
  expect((await readImage(file, { into: small })).data).toEqual(data)
  expect(small).toEqual(new Uint8ClampedArray(8))
})

test('reading takes the quick way and the other alike', async () => {
  const file = await open(picture(64, 40)).jpeg().toBuffer()
  const progressive = await open(picture(64, 40)).jpeg({ progressive: true }).toBuffer()
  expect((await readImage(file)).data).toEqual((await readImage(progressive)).data)
})
