import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Scratch } from './kernels.js'
import { inPlace, rasters } from './testing.js'

const columnsOf = (width: number, small: number): Int32Array =>
  Int32Array.from({ length: width }, (_, x) => Math.floor(((x + 0.5) * small) / width))

test('pictures shrink to the means of what lies in each larger pixel', () => {
  fc.assert(
    fc.property(rasters, fc.integer({ min: 1, max: 4 }), ({ width, height, data }, factor) => {
      const [smallWidth, smallHeight] = [Math.ceil(width / factor), Math.ceil(height / factor)]
      const [columns, lines] = [columnsOf(width, smallWidth), columnsOf(height, smallHeight)]
      const pixels = smallWidth * smallHeight
      const scratch = new Scratch()
      const [source, table] = [scratch.put(data), scratch.put(columns)]
      const [planes, sums] = [scratch.take(pixels * 12), scratch.take(pixels * 16)]
      scratch.kernels.shrinkToPlanes(source, width, height, planes, smallWidth, smallHeight, table, sums)
      const expected = [0, 1, 2].flatMap((channel) =>
        Array.from({ length: pixels }, (_, at) => {
          const within = Array.from({ length: width * height }, (_pixel, index) => index).filter(
            (index) => (lines[Math.floor(index / width)] ?? 0) * smallWidth + (columns[index % width] ?? 0) === at,
          )
          return Math.fround(within.reduce((sum, index) => sum + (data[index * 4 + channel] ?? 0), 0) / within.length)
        }),
      )
      expect([...scratch.floats(planes, pixels * 3)]).toEqual(expected)
    }),
    { numRuns: 30 },
  )
})

test('chosen segments get their mean colour, and pixels along outlines the nearest segment', () => {
  fc.assert(
    fc.property(rasters, fc.integer({ min: 1, max: 4 }), fc.nat(15), ({ width, height, data }, factor, mask) => {
      const [smallWidth, smallHeight] = [Math.ceil(width / factor), Math.ceil(height / factor)]
      const [columns, lines] = [columnsOf(width, smallWidth), columnsOf(height, smallHeight)]
      const labels = Int32Array.from({ length: smallWidth * smallHeight }, (_, at) => (at * 5) % 4)
      const chosen = Uint8Array.from([0, 1, 2, 3], (label) => (mask >> label) & 1)
      const centres = Float64Array.from([3, 3, 9, 200, 80, 8, 1, 70, 7, 70, 2, 8, 100, 100, 3, 9, 9, 250, 0, 128])
      const weight = 2.5
      const evened = inPlace(data, (scratch, pointer) => {
        const tables = [
          scratch.put(labels),
          smallWidth,
          smallHeight,
          scratch.put(columns),
          scratch.put(centres),
        ] as const
        const [chosenAt, owners, sums] = [scratch.put(chosen), scratch.take(data.length), scratch.take(64)]
        scratch.kernels.evenSegments(pointer, width, height, ...tables, 4, weight, chosenAt, owners, sums)
      })
      const f = Math.fround
      const square = (value: number, wanted: number) => f(f(f(value) - f(wanted)) ** 2)
      const distance = (label: number, at: number, x: number, y: number) => {
        const [cx = 0, cy = 0, ...colours] = centres.subarray(label * 5, label * 5 + 5)
        const place = f(weight * f(square(x, cx) + square(y, cy)))
        const [red = 0, green = 0, blue = 0] = colours.map((colour, channel) =>
          square(data[at * 4 + channel] ?? 0, colour),
        )
        return f(place + f(f(red + green) + blue))
      }
      const owners = Array.from({ length: width * height }, (_, at) => {
        const [column, line] = [columns[at % width] ?? 0, lines[Math.floor(at / width)] ?? 0]
        const label = (x: number, y: number) =>
          labels[Math.min(smallHeight - 1, Math.max(0, y)) * smallWidth + Math.min(smallWidth - 1, Math.max(0, x))] ?? 0
        const x = f(f(f((at % width) + 0.5) * f(smallWidth / width)) - 0.5)
        const y = f(f(f(Math.floor(at / width) + 0.5) * f(smallHeight / height)) - 0.5)
        const own = label(column, line)
        if (smallWidth === width && smallHeight === height) return own
        const about = [
          label(column, line - 1),
          label(column, line + 1),
          label(column - 1, line),
          label(column + 1, line),
        ]
        return about.reduce((best, one) => (distance(one, at, x, y) < distance(best, at, x, y) ? one : best), own)
      })
      const means = [0, 1, 2, 3].map((label) =>
        [0, 1, 2].map((channel) => {
          const own = owners.flatMap((owner, at) => (owner === label ? [data[at * 4 + channel] ?? 0] : []))
          return Math.floor(own.reduce((sum, value) => sum + value, 0) / Math.max(1, own.length) + 0.5)
        }),
      )
      expect(evened).toEqual(
        data.map((value, at) => {
          const owner = owners[at >> 2] ?? 0
          return at % 4 === 3 || chosen[owner] === 0 ? value : (means[owner]?.[at % 4] ?? 0)
        }),
      )
    }),
    { numRuns: 50 },
  )
})
