import { run } from '@variegate/core'
import { expect, test } from 'vitest'
import {
  affine,
  brightness,
  clahe,
  elastic,
  gaussianBlur,
  gaussianNoise,
  imageFrom,
  toRaster,
  type Image,
} from '../src/index.js'
import { kernels } from '../src/kernels/kernels.js'
import { pictureOf } from './every-transform.js'

const pipeline = [affine(), brightness(), elastic(), gaussianNoise(), gaussianBlur(), clahe()]
const small = imageFrom(pictureOf({ width: 48, height: 32, channels: 3, depth: 'uint8' }), {}, { id: 'small' })
const pending = (seed: number): Image => run(pipeline, small, { seed }).sample
const wasmBytes = (): number => kernels().memory.buffer.byteLength

/** Realise many samples, a hundred of them pending at any moment. */
function work(rounds: number): void {
  const waiting = Array.from({ length: 100 }, (_, seed) => pending(seed))
  for (let seed = 0; seed < rounds; seed++) {
    const image = waiting.shift()
    if (image) expect(toRaster(image).data.length).toBe(48 * 32 * 4)
    waiting.push(pending(seed + 100))
  }
}

test('memory stays flat over thousands of samples', () => {
  work(300)
  const [wasm, resident] = [wasmBytes(), process.memoryUsage().rss]
  work(2000)
  expect(wasmBytes()).toBe(wasm)
  // What lives is a hundred small samples; the rest is for the collector to take, sooner or later.
  expect(process.memoryUsage().rss - resident).toBeLessThan(160 * 2 ** 20)
})

test('the room of a large image is used again', () => {
  const [width, height] = [4000, 3000]
  const raster = { width, height, channels: 4, data: new Uint8ClampedArray(width * height * 4).fill(99) }
  const large = (id: string) =>
    toRaster(run([affine(), brightness(), gaussianBlur()], imageFrom(raster, {}, { id }), { seed: 1 }).sample).width
  expect(large('a')).toBe(width)
  const after = wasmBytes()
  expect(large('b')).toBe(width)
  work(100)
  expect(large('c')).toBe(width)
  // Another width of the blur may take a little more beside the pixels.
  expect(wasmBytes() - after).toBeLessThan(2 ** 20)
})
