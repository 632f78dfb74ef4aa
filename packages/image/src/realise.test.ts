import { run } from '@variegate/core'
import { describe, expect, test } from 'vitest'
import { toRaster } from './realise.js'
import { imageFrom } from './sample.js'
import { convert } from './steps/steps.js'
import { crop, gaussianBlur, horizontalFlip, pad, timeMasking, toFloat, type Image } from './index.js'

const data = Uint8ClampedArray.from({ length: 4 * 6 * 5 }, (_, at) => (at % 4 === 3 ? 255 : at * 7))
const image = imageFrom({ width: 6, height: 5, channels: 4, data, layout: 'rgb' })
const ways = { horizontalFlip, gaussianBlur, timeMasking, toFloat, pad: () => pad({ left: 2, fill: [9, 8, 7] }) }

describe('pixels can be written into memory that is given', () => {
  test.each(Object.entries(ways))('%s', (_, transform) => {
    const made = (): Image => run([transform()], image, { seed: 1, id: 'one' }).sample
    const plain = toRaster(made())
    const into = plain.data.slice()
    into.fill(3)
    const given = toRaster(made(), into)
    expect(given).toEqual(plain)
    expect(given.data).toBe(into)
  })

  test('but not into memory of another length or kind, nor over the source', () => {
    const { sample } = run([horizontalFlip()], image, { seed: 1, id: 'one' })
    const before = data.slice()
    expect(toRaster(sample, data).data).not.toBe(data)
    expect(data).toEqual(before)
    const floats = new Float32Array(data.length)
    expect(toRaster({ ...sample }, floats).data).not.toBe(floats)
    expect(toRaster({ ...image, steps: [convert('float32')] }, new Float32Array(1)).data).toHaveLength(90)
  })

  test('nor beyond a view that was not handed out, but into all the memory of an earlier result', () => {
    const { sample } = run([horizontalFlip()], image, { seed: 1, id: 'one' })
    const smaller = () => run([crop({ width: 3, height: 4 })], image, { seed: 1, id: 'one' }).sample
    const large = toRaster({ ...sample })
    expect(toRaster(smaller(), large.data.subarray(0, 4)).data.buffer).not.toBe(large.data.buffer)
    const small = toRaster(smaller(), large.data)
    expect(small.data.buffer).toBe(large.data.buffer)
    expect(small).toEqual(toRaster(smaller()))
    expect(toRaster({ ...sample }, small.data).data.buffer).toBe(large.data.buffer)
  })
})
