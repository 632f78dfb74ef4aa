import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Scratch } from './kernels.js'

test.each([
  ['8', Uint8Array],
  ['16', Uint16Array],
] as const)('values of %s bits become words, and words those values again', (_, Values) => {
  fc.assert(
    fc.property(fc.array(fc.nat(65535), { minLength: 1, maxLength: 40 }), (numbers) => {
      const values = Values.from(numbers)
      const scratch = new Scratch()
      const { kernels } = scratch
      const words = scratch.take(values.length * 4)
      kernels.widenValues(scratch.put(values), values.length, values.BYTES_PER_ELEMENT, words)
      expect([...new Uint32Array(kernels.memory.buffer, words, values.length)]).toEqual([...values])
      new Uint32Array(kernels.memory.buffer, words, values.length).forEach((word, at, all) => {
        all[at] = word | 0xff_000000
      })
      const back = scratch.take(values.byteLength)
      kernels.narrowValues(words, values.length, values.BYTES_PER_ELEMENT, back)
      expect(scratch.bytes(back, values.byteLength)).toEqual(new Uint8Array(values.buffer))
    }),
  )
})
