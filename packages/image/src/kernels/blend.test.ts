import fc from 'fast-check'
import { expect, test } from 'vitest'
import { on, randomBytes, rasters } from './testing.js'

/** Shares of up to 32768, as two that fit 16 bits. */
const inParts = (shares: readonly number[]): Uint32Array =>
  Uint32Array.from(shares, (share) => (Math.ceil(share / 2) << 16) | Math.floor(share / 2))

test('layers blend by their own alpha, and evenly, rounded half up', () => {
  fc.assert(
    fc.property(
      rasters,
      fc.integer(),
      fc.oneof(fc.constantFrom(0, 65534, 65535, 65536), fc.nat(65536)),
      ({ data }, seed, even) => {
        const layer = randomBytes(data.length, seed)
        const alpha = Array.from(randomBytes(data.length / 4, seed + 1), (value) => Math.floor((value * 32768) / 255))
        const blended = on(data, (scratch, pointer) => {
          scratch.kernels.blend(pointer, scratch.put(layer), data.length / 4, scratch.put(inParts(alpha)))
          return pointer
        })
        const over = (base: number, at: number) => (layer[at] ?? 0) - base
        expect(blended).toEqual(
          data.map((base, at) =>
            at % 4 === 3 ? base : base + Math.floor((over(base, at) * (alpha[at >> 2] ?? 0)) / 32768 + 0.5),
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
  for (let alpha = 0; alpha <= 32768; alpha += 512) {
    const shares = inParts(Array.from({ length: pixels }, () => alpha))
    const blended = on(data, (scratch, pointer) => {
      scratch.kernels.blend(pointer, scratch.put(layer), pixels, scratch.put(shares))
      return pointer
    })
    const wrong = blended.findIndex((value, at) => {
      const base = data[at] ?? 0
      return value !== (at % 4 === 3 ? base : base + Math.floor((((layer[at] ?? 0) - base) * alpha) / 32768 + 0.5))
    })
    expect(wrong).toBe(-1)
  }
})
