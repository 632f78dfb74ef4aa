import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { isStandardRgb } from './profile.js'
import { readImage, readMask } from './read.js'
import { encodeTiff } from './tiff.js'

const noise = new Uint8Array(64 * 48 * 3).map((_, at) => (at * 7919) % 256)
const picture = () => sharp(noise, { raw: { width: 64, height: 48, channels: 3 } })

describe('EXIF orientation', () => {
  // What the eight numbers do to a picture, undone: where the upright pixel (x, y) is stored, in a picture of 2x3.
  const stored: readonly ((x: number, y: number) => readonly [number, number])[] = [
    (x, y) => [x, y],
    (x, y) => [1 - x, y],
    (x, y) => [1 - x, 2 - y],
    (x, y) => [x, 2 - y],
    (x, y) => [y, x],
    (x, y) => [y, 2 - x],
    (x, y) => [1 - y, 2 - x],
    (x, y) => [1 - y, x],
  ]
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('%i comes upright', async (orientation) => {
    const grey = [10, 50, 90, 130, 170, 210]
    const file = await sharp(new Uint8Array(grey), { raw: { width: 2, height: 3, channels: 1 } })
      .resize({ width: 32, height: 48, kernel: 'nearest' })
      .withMetadata({ orientation })
      .jpeg({ quality: 100 })
      .toBuffer()
    const { width, height, data } = await readImage(file)
    const turned = orientation >= 5
    expect([width, height]).toEqual(turned ? [48, 32] : [32, 48])
    for (let y = 0; y < height / 16; y++) {
      for (let x = 0; x < width / 16; x++) {
        const [column = 0, row = 0] = stored[orientation - 1]?.(x, y) ?? []
        const value = data[((y * 16 + 8) * width + x * 16 + 8) * 4] ?? 0
        expect(Math.abs(value - (grey[row * 2 + column] ?? 0))).toBeLessThan(4)
      }
    }
  })
})

test('a CMYK JPEG comes as colour', async () => {
  const file = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#c83214' } })
    .toColourspace('cmyk')
    .jpeg({ quality: 100 })
    .toBuffer()
  expect((await sharp(file).metadata()).space).toBe('cmyk')
  const { data, layout } = await readImage(file)
  expect(layout).toBe('rgb')
  for (const [channel, value] of [200, 50, 20, 255].entries())
    expect(Math.abs((data[channel] ?? 0) - value)).toBeLessThan(24)
})

test('8 bits of grey with alpha come as RGBA', async () => {
  const file = await sharp(new Uint8Array([9, 100, 7, 200]), { raw: { width: 2, height: 1, channels: 2 } })
    .toColourspace('b-w')
    .png()
    .toBuffer()
  expect((await sharp(file).metadata()).channels).toBe(2)
  const { data, layout } = await readImage(file)
  expect([layout, ...data]).toEqual(['rgba', 9, 9, 9, 100, 7, 7, 7, 200])
})

describe('colour profiles', () => {
  const deep = new Uint16Array(16 * 3).map((_, at) => (at * 4099) % 65536)
  const withProfile = async (profile: string) => {
    const file = await sharp(deep, { raw: { width: 4, height: 4, channels: 3 } })
      .toColourspace('rgb16')
      .withIccProfile(profile)
      .png()
      .toBuffer()
    const kept = await sharp(file, { ignoreIcc: true }).toColourspace('rgb16').raw({ depth: 'ushort' }).toBuffer()
    return { file, kept: [...new Uint16Array(new Uint8Array(kept).buffer)] }
  }
  test('sRGB values stay as they are stored', async () => {
    const { file, kept } = await withProfile('srgb')
    expect([...(await readImage(file)).data]).toEqual(kept)
  })
  test('Display P3 of 16 bits becomes sRGB', async () => {
    const colours = new Uint16Array([40000, 20000, 20000, 30000, 30000, 30000])
    const file = await sharp(colours, { raw: { width: 2, height: 1, channels: 3 } })
      .toColourspace('rgb16')
      .withIccProfile('p3')
      .png()
      .toBuffer()
    // By hand with the matrix of CSS Color 4 from linear P3 to linear sRGB; grey is the same in both.
    const expected = [43010, 18590, 19370, 30000, 30000, 30000]
    const { data } = await readImage(file)
    for (const [at, value] of expected.entries()) expect(Math.abs((data[at] ?? 0) - value)).toBeLessThan(200)
  })
  test('sRGB is known by its name alone', async () => {
    const iccOf = async (profile: string) => (await sharp((await withProfile(profile)).file).metadata()).icc
    expect(isStandardRgb((await iccOf('srgb')) ?? new Uint8Array())).toBe(true)
    expect(isStandardRgb((await iccOf('p3')) ?? new Uint8Array())).toBe(false)
    expect(isStandardRgb(new Uint8Array(7))).toBe(false)
  })
})

describe('pages', () => {
  test('a page of a TIFF of several is read, and one that is missing is refused', async () => {
    const pages = await Promise.all(
      ['#0a0000', '#140000', '#1e0000'].map((background) =>
        sharp({ create: { width: 4, height: 3, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    )
    const file = await sharp(pages, { join: { animated: true } })
      .tiff()
      .toBuffer()
    expect((await sharp(file).metadata()).pages).toBe(3)
    expect([(await readImage(file)).data[0], (await readImage(file, { page: 2 })).data[0]]).toEqual([10, 30])
    expect(await readImage(file)).toMatchObject({ width: 4, height: 3 })
    await expect(readImage(file, { page: 3 })).rejects.toThrow('Expected a page from 0 to 2 but received 3.')
  })
  test('an animation gives its first frame', async () => {
    const frames = await Promise.all(
      ['#ff0000', '#00ff00'].map((background) =>
        sharp({ create: { width: 4, height: 3, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    )
    const file = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    const { width, height, data } = await readImage(file)
    expect([width, height, ...data.slice(0, 4)]).toEqual([4, 3, 255, 0, 0, 255])
  })
})

describe('what cannot be read', () => {
  const damaged = (name: string) =>
    new RegExp(
      `^Expected an image that can be decoded but this ${name} file is damaged, cut short or of an unusual kind \\([^\\n]+\\)\\.$`,
    )
  test.each(['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const)('a %s file cut short', async (format) => {
    const file = await picture().toFormat(format).toBuffer()
    const name = format === 'webp' ? 'WebP' : format.toUpperCase()
    await expect(readImage(file.subarray(0, file.length >> 1))).rejects.toThrow(damaged(name))
    await expect(readImage(file.subarray(0, 20))).rejects.toThrow(damaged(name))
  })
  test('a letter, and nothing', async () => {
    await expect(readImage(new TextEncoder().encode('Dear reader, this is no picture.'))).rejects.toThrow(
      'Expected an image that can be decoded but the file begins like none that is known (JPEG, PNG, WebP, AVIF, TIFF, GIF).',
    )
    await expect(readImage(new Uint8Array())).rejects.toThrow('Expected an image but the file is empty.')
  })
  test('more pixels than are allowed', async () => {
    const file = await picture().png().toBuffer()
    await expect(readImage(file, { maxPixels: 64 * 48 - 1 })).rejects.toThrow(
      'Expected an image of at most 3071 pixels but it has 64x48; raise maxPixels to read it.',
    )
    expect(await readImage(file, { maxPixels: 64 * 48 })).toMatchObject({ width: 64, height: 48 })
    await expect(readMask(file, { maxPixels: 9 })).rejects.toThrow('Expected an image of at most 9 pixels')
  })
  test('whole numbers with a sign', async () => {
    const file = encodeTiff({ width: 2, height: 1, channels: 1, data: new Uint16Array([1, 2]), layout: 'grey' })
    const directory = new DataView(file.buffer).getUint32(4, true)
    const entries = new DataView(file.buffer).getUint16(directory, true)
    // The last tag is the sample format; 2 is a number with a sign.
    new DataView(file.buffer).setUint16(directory + 2 + (entries - 1) * 12 + 8, 2, true)
    await expect(readImage(file)).rejects.toThrow(
      'Expected pixels of 8 or 16 bits without a sign, or floats, but the file has "short".',
    )
  })
  test('a mask in colour', async () => {
    await expect(readMask(await picture().png().toBuffer())).rejects.toThrow(
      'Expected a mask of one channel but the image has 3.',
    )
  })
})
