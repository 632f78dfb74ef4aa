import sharp from 'sharp'
import { expect, test } from 'vitest'
import { dataUri } from './html.js'
import { thumbnail } from './show-image.js'

test.each([
  ['uint16', new Uint16Array([0, 32896, 65535])],
  ['float32', new Float32Array([0, 0.502, 1])],
  ['uint8', new Uint8ClampedArray([0, 128, 255])],
])('a picture of %s is shown in 8 bits', async (_, values) => {
  const Values = values.constructor as new (length: number) => typeof values
  const blocks = new Values(48 * 16)
  for (let at = 0; at < blocks.length; at++) blocks[at] = values[Math.floor((at % 48) / 16)] ?? 0
  const uri = await thumbnail({ width: 48, height: 16, channels: 1, data: blocks }, dataUri)
  const shown = await sharp(Buffer.from(uri.slice(uri.indexOf(',') + 1), 'base64'))
    .greyscale()
    .raw()
    .toBuffer()
  const middle = [8, 24, 40].map((x) => shown[8 * 48 + x] ?? 0)
  for (const [index, value] of [0, 128, 255].entries())
    expect(Math.abs((middle[index] ?? 0) - value)).toBeLessThanOrEqual(3)
})
