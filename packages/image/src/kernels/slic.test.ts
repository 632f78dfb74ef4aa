import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Scratch } from './kernels.js'
import { randomBytes, rasters } from './testing.js'

const f = Math.fround
const counts = fc.integer({ min: 1, max: 6 })

/** Two planes of a raster and centres within it: x, y and two colours each. */
function sceneOf(width: number, height: number, count: number) {
  const pixels = width * height
  const planes = Float32Array.from(randomBytes(pixels * 2, pixels))
  const centres = Float64Array.from(
    Array.from({ length: count }, (_, index) => {
      const share = (index + 0.3) / count
      return [share * width, (1 - share) * height, 200 * share, 255 - 150 * share]
    }).flat(),
  )
  return { pixels, planes, centres }
}

test('pixels take the nearest centre within reach', () => {
  fc.assert(
    fc.property(rasters, counts, counts, ({ width, height }, count, reach) => {
      const { pixels, planes, centres } = sceneOf(width, height, count)
      const weight = 7.5
      const scratch = new Scratch()
      const [planesAt, centresAt] = [scratch.put(planes), scratch.put(centres)]
      const nearestAt = scratch.take(pixels * 4 + 16)
      const labelsAt = scratch.put(new Int32Array(pixels + 4).fill(-1))
      const size = [planesAt, width, height, 2] as const
      scratch.kernels.assignPixels(...size, centresAt, count, reach, weight, nearestAt, labelsAt)
      const expected = Array.from({ length: pixels }, (_, at) => {
        const [x, y] = [at % width, Math.floor(at / width)]
        let [label, least] = [-1, Infinity]
        for (let index = 0; index < count; index++) {
          const [centreX = 0, centreY = 0, first = 0, second = 0] = centres.subarray(index * 4)
          if (Math.max(Math.abs(x - Math.floor(centreX + 0.5)), Math.abs(y - Math.floor(centreY + 0.5))) > reach)
            continue
          const [dx, dy] = [f(x - f(centreX)), f(y - f(centreY))]
          let distance = f(weight * f(f(dy * dy) + f(dx * dx)))
          for (const [channel, colour] of [first, second].entries()) {
            const difference = f((planes[channel * pixels + at] ?? 0) - f(colour))
            distance = f(distance + f(difference * difference))
          }
          if (distance < least) [label, least] = [index, distance]
        }
        return label
      })
      expect([...new Int32Array(scratch.kernels.memory.buffer, labelsAt, pixels)]).toEqual(expected)
    }),
  )
})

test('centres move to the means of their pixels', () => {
  fc.assert(
    fc.property(rasters, counts, ({ width, height }, count) => {
      const { pixels, planes, centres } = sceneOf(width, height, count)
      const labels = Int32Array.from({ length: pixels }, (_, at) => (at * 7) % count)
      const scratch = new Scratch()
      const [planesAt, centresAt, labelsAt] = [scratch.put(planes), scratch.put(centres), scratch.put(labels)]
      const sums = scratch.take(count * 40)
      scratch.kernels.moveCentres(planesAt, width, height, 2, centresAt, count, labelsAt, sums)
      const expected = Array.from({ length: count }, (_, index) => {
        const own = Array.from(labels.keys()).filter((at) => labels[at] === index)
        if (own.length === 0) return [...centres.subarray(index * 4, index * 4 + 4)]
        const mean = (of: (at: number) => number) => own.reduce((sum, at) => sum + of(at), 0) / own.length
        const colours = [0, 1].map((channel) => mean((at) => planes[channel * pixels + at] ?? 0))
        return [mean((at) => at % width), mean((at) => Math.floor(at / width)), ...colours]
      }).flat()
      expect([...new Float64Array(scratch.kernels.memory.buffer, centresAt, count * 4)]).toEqual(expected)
    }),
  )
})
