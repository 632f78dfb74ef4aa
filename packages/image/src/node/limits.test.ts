import sharp from 'sharp'
import { afterEach, expect, test } from 'vitest'
import { leastBytes } from './least-bytes.js'
import { limitMemory } from './open.js'
import { readImage, readMask } from './read.js'
import { encodeImage } from './write.js'

afterEach(() => limitMemory(Number.POSITIVE_INFINITY, ''))

const flat = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#000' } })

/** Set the size that a JPEG file claims. */
function claim(file: Uint8Array, width: number, height: number): Uint8Array {
  const at = file.findIndex((byte, index) => byte === 0xff && [0xc0, 0xc2].includes(file[index + 1] ?? 0))
  const other = Uint8Array.from(file)
  new DataView(other.buffer).setUint16(at + 5, height)
  new DataView(other.buffer).setUint16(at + 7, width)
  return other
}

test.each([false, true])('a small JPEG that claims a large size is refused (progressive: %s)', async (progressive) => {
  const file = claim(await flat(64, 64).jpeg({ progressive }).toBuffer(), 14000, 14000)
  // 1750 x 1750 blocks of luma and 875 x 875 of each chroma, of two bits, or of one in progressive scans.
  const bytes = Math.ceil(((1750 * 1750 + 2 * 875 * 875) * (progressive ? 1 : 2)) / 8)
  await expect(readImage(file)).rejects.toThrow(
    `Expected an image that can be decoded but this JPEG file is damaged, cut short or of an unusual kind (14000x14000 pixels take at least ${bytes} bytes, and the file has ${file.length}).`,
  )
})

test('a small PNG that claims a large size is refused', async () => {
  const file = Uint8Array.from(await flat(8, 8).png().toBuffer())
  new DataView(file.buffer).setUint32(16, 14000)
  new DataView(file.buffer).setUint32(20, 14000)
  await expect(readImage(file)).rejects.toThrow(
    `14000x14000 pixels take at least ${Math.floor((14000 * 14000 * 3) / 1032)} bytes, and the file has ${file.length}`,
  )
})

test('pictures of one colour, which compress the most, are read', async () => {
  const made = flat(1500, 1200)
  const grey = made.clone().toColourspace('b-w')
  const files = [
    made.clone().jpeg({ quality: 1, mozjpeg: true }),
    made.clone().jpeg({ quality: 1, progressive: true, optimiseCoding: true }),
    made.clone().jpeg({ quality: 1, optimiseCoding: true }),
    made.clone().jpeg({ quality: 1, chromaSubsampling: '4:4:4', optimiseCoding: true }),
    grey.clone().jpeg({ quality: 1, optimiseCoding: true }),
    made.clone().png({ compressionLevel: 9, palette: true }),
    made.clone().png({ compressionLevel: 9 }),
    grey.clone().png({ compressionLevel: 9 }),
  ]
  for (const made of files) {
    const file = await made.toBuffer()
    expect(leastBytes(file)?.bytes).toBeGreaterThan(0)
    expect(await readImage(file)).toMatchObject({ width: 1500, height: 1200 })
  }
})

test('files that are cut anywhere claim nothing or their size', async () => {
  for (const file of [await flat(40, 30).jpeg().toBuffer(), await flat(40, 30).png().toBuffer()]) {
    for (let length = 0; length < file.length; length++) {
      const found = leastBytes(file.subarray(0, length))
      if (found) expect(found).toMatchObject({ width: 40, height: 30 })
    }
  }
})

test('a picture that takes more memory than there is for it is refused before it is read', async () => {
  const files = [await flat(300, 200).jpeg().toBuffer(), await flat(300, 200).png().toBuffer()]
  limitMemory(300 * 200 * 4 * 5, 'fewer --workers leave more to each')
  for (const file of files) expect(await readImage(file)).toMatchObject({ width: 300 })
  limitMemory(300 * 200 * 4 * 5 - 1, 'fewer --workers leave more to each')
  const sentence =
    'Expected an image whose work takes at most 2 MB of memory but this one of 300x200 pixels takes about 2 MB; fewer --workers leave more to each.'
  for (const file of files) await expect(readImage(file)).rejects.toThrow(sentence)
  const mask = await flat(300, 200).toColourspace('b-w').png().toBuffer()
  await expect(readMask(mask)).rejects.toThrow(sentence)
  // Floats of three channels take three times the memory of RGBA bytes.
  limitMemory(300 * 200 * 12 * 5 - 1, 'fewer --workers leave more to each')
  const data = new Float32Array(300 * 200 * 3)
  const floats = await encodeImage({ width: 300, height: 200, channels: 3, data, layout: 'rgb' }, { format: 'tiff' })
  await expect(readImage(floats)).rejects.toThrow('this one of 300x200 pixels takes about 4 MB')
})
