import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mapColour, on, rasters } from './testing.js'

const f = Math.fround

test('red and blue are bent', () => {
  const weight = fc.float({ min: -1, max: 1, noNaN: true })
  fc.assert(
    fc.property(rasters, weight, weight, weight, weight, ({ width, height, data }, a, b, c, d) => {
      fc.pre(width > 1)
      const bent = on(data, (scratch, pointer) => {
        const target = scratch.take(data.length)
        scratch.kernels.bendRedBlue(pointer, target, width, height, a, b, c, d)
        return target
      })
      const [middleX, middleY] = [f(width / 2 - 0.5), f(height / 2 - 0.5)]
      const within = (value: number, most: number) => Math.min(most, Math.max(0, value))
      expect(bent).toEqual(
        mapColour({ width, height, data }, (x, y, channel) => {
          if (channel === 1) return data[(y * width + x) * 4 + 1] ?? 0
          const [primary, secondary] = channel === 0 ? [a, b] : [c, d]
          const [dx, dy] = [f(x - middleX), f(y - middleY)]
          const [across, down] = [f(dx / width), f(dy / height)]
          const radius = f(f(down * down) + f(across * across))
          const times = f(1 + f(radius * f(primary + f(radius * secondary))))
          const fromX = within(f(f(dx * times) + middleX), width - 1)
          const fromY = within(f(f(dy * times) + middleY), height - 1)
          const [left, top] = [Math.min(width - 2, Math.floor(fromX)), Math.floor(fromY)]
          const [share, shareDown] = [f(fromX - left), f(fromY - top)]
          const along = (row: number) => {
            const [one = 0, other = 0] = [0, 1].map((step) => data[(row * width + left + step) * 4 + channel])
            return f(one + f((other - one) * share))
          }
          const [above, below] = [along(top), along(Math.min(height - 1, top + 1))]
          return Math.floor(f(f(above + f(f(below - above) * shareDown)) + 0.5))
        }),
      )
    }),
  )
})
