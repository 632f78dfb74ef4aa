import fc from 'fast-check'
import { expect, test } from 'vitest'
import { on, randomBytes, rasters } from './testing.js'

test('layers blend by their own alpha, and evenly, rounded half up', () => {
  fc.assert(
    fc.property(
      rasters,
      fc.integer(),
      fc.oneof(fc.constantFrom(0, 65534, 65535, 65536), fc.nat(65536)),
      ({ data }, seed, even) => {
        const layer = randomBytes(data.length, seed)
        const alpha = randomBytes(data.length / 4, seed + 1)
        const blended = on(data, (scratch, pointer) => {
          scratch.kernels.blend(pointer, scratch.put(layer), data.length / 4, scratch.put(alpha))
          return pointer
        })
        const over = (base: number, at: number) => (layer[at] ?? 0) - base
        expect(blended).toEqual(
          data.map((base, at) =>
            at % 4 === 3 ? base : base + Math.floor((2 * over(base, at) * (alpha[at >> 2] ?? 0) + 255) / 510),
          ),
        )
        const mixed = on(data, (scratch, pointer) => {
          scratch.kernels.blendEven(pointer, scratch.put(layer), data.length / 4, even)
          return pointer
        })
        expect(mixed).toEqual(
          data.map((base, at) => (at % 4 === 3 ? base : base + Math.floor((over(base, at) * even) / 65536 + 0.5))),
        )
      },
    ),
    { numRuns: 60 },
  )
})

test('every base, layer and alpha', () => {
  const pixels = 65536
  const data = Uint8Array.from({ length: pixels * 4 }, (_, at) => (at >> 2) & 255)
  const layer = Uint8Array.from({ length: pixels * 4 }, (_, at) => at >> 10)
  for (let alpha = 0; alpha < 256; alpha += 5) {
    const blended = on(data, (scratch, pointer) => {
      scratch.kernels.blend(pointer, scratch.put(layer), pixels, scratch.put(new Uint8Array(pixels).fill(alpha)))
      return pointer
    })
    const wrong = blended.findIndex((value, at) => {
      const base = data[at] ?? 0
      return (
        value !==
        (at % 4 === 3 ? base : Math.floor((2 * (base * (255 - alpha) + (layer[at] ?? 0) * alpha) + 255) / 510))
      )
    })
    expect(wrong).toBe(-1)
  }
})
