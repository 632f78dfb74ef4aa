import { colourPlanes, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'

interface MeanShift {
  /** How far a pixel looks, in pixels. */
  readonly radius: number
  /** How far a colour may be from its own, in levels. */
  readonly colourRadius: number
}

/** Looks to each side along an axis; where the radius is larger, they lie farther apart. */
const LOOKS = 3
const ROUNDS = 4
/** The square of how many times nearer a neighbour's colour must be to share its end. */
const ALIKE = 16

/** Move every pixel to the mean of the like colours around it, again and again, and keep the colour it ends in (Comaniciu and Meer, 2002). */
export const meanShiftOf: Algorithm<MeanShift> = {
  name: 'meanShift',
  run(planes, { radius, colourRadius }) {
    const { width, height } = planes
    const colours = colourPlanes(planes)
    const channels = colours.length
    const values = new Float32Array(width * height * channels)
    for (const [channel, plane] of colours.entries())
      for (let at = 0, to = channel; at < plane.length; at++, to += channels) values[to] = plane[at] ?? 0
    const shifted = channels === 3 ? shiftThree : shiftAny
    const result = shifted(values, channels, width, height, radius, colourRadius * colourRadius)
    const spread = colours.map((_, channel) => {
      const plane = new Float32Array(width * height)
      for (let at = 0, from = channel; at < plane.length; at++, from += channels) plane[at] = result[from] ?? 0
      return plane
    })
    return withColours(planes, spread)
  },
}

/** The same as `shiftAny`, with the colours in locals. */
function shiftThree(
  values: Float32Array,
  _channels: number,
  width: number,
  height: number,
  radius: number,
  limit: number,
): Float32Array {
  const result = new Float32Array(values.length)
  const looks = Math.min(LOOKS, radius)
  const stride = Math.floor(radius / looks)
  const alike = limit / ALIKE
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 3) {
      let middleX = x
      let middleY = y
      let red = values[to] ?? 0
      let green = values[to + 1] ?? 0
      let blue = values[to + 2] ?? 0
      // Of four pixels, those that look almost like the first end where it does.
      const corner = ((y & ~1) * width + (x & ~1)) * 3
      const redder = red - (values[corner] ?? 0)
      const greener = green - (values[corner + 1] ?? 0)
      const bluer = blue - (values[corner + 2] ?? 0)
      if (corner !== to && redder * redder + greener * greener + bluer * bluer <= alike) {
        result[to] = result[corner] ?? 0
        result[to + 1] = result[corner + 1] ?? 0
        result[to + 2] = result[corner + 2] ?? 0
        continue
      }
      for (let round = 0; round < ROUNDS; round++) {
        const row = (middleY + 0.5) | 0
        const column = (middleX + 0.5) | 0
        let count = 0
        let sumX = 0
        let sumY = 0
        let reds = 0
        let greens = 0
        let blues = 0
        for (let down = -looks; down <= looks; down++) {
          const lookY = row + down * stride
          if (lookY < 0 || lookY >= height) continue
          for (let across = -looks; across <= looks; across++) {
            const lookX = column + across * stride
            if (lookX < 0 || lookX >= width) continue
            const from = (lookY * width + lookX) * 3
            const r = values[from] ?? 0
            const g = values[from + 1] ?? 0
            const b = values[from + 2] ?? 0
            if ((r - red) * (r - red) + (g - green) * (g - green) + (b - blue) * (b - blue) > limit) continue
            count++
            sumX += lookX
            sumY += lookY
            reds += r
            greens += g
            blues += b
          }
        }
        if (count === 0) break
        const change = Math.abs(reds / count - red) + Math.abs(greens / count - green) + Math.abs(blues / count - blue)
        red = reds / count
        green = greens / count
        blue = blues / count
        const move = Math.abs(sumX / count - middleX) + Math.abs(sumY / count - middleY)
        middleX = sumX / count
        middleY = sumY / count
        if (change < 1 && move < 1) break
      }
      result[to] = red
      result[to + 1] = green
      result[to + 2] = blue
    }
  }
  return result
}

function shiftAny(
  values: Float32Array,
  channels: number,
  width: number,
  height: number,
  radius: number,
  limit: number,
): Float32Array {
  const result = new Float32Array(values.length)
  const looks = Math.min(LOOKS, radius)
  const stride = Math.floor(radius / looks)
  const alike = limit / ALIKE
  const own = new Float64Array(channels)
  const sums = new Float64Array(channels)
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += channels) {
      let middleX = x
      let middleY = y
      const corner = ((y & ~1) * width + (x & ~1)) * channels
      let apart = 0
      for (let channel = 0; channel < channels; channel++) {
        own[channel] = values[to + channel] ?? 0
        const difference = (own[channel] ?? 0) - (values[corner + channel] ?? 0)
        apart += difference * difference
      }
      if (corner !== to && apart <= alike) {
        result.copyWithin(to, corner, corner + channels)
        continue
      }
      for (let round = 0; round < ROUNDS; round++) {
        const row = (middleY + 0.5) | 0
        const column = (middleX + 0.5) | 0
        let count = 0
        let sumX = 0
        let sumY = 0
        sums.fill(0)
        for (let down = -looks; down <= looks; down++) {
          const lookY = row + down * stride
          if (lookY < 0 || lookY >= height) continue
          for (let across = -looks; across <= looks; across++) {
            const lookX = column + across * stride
            if (lookX < 0 || lookX >= width) continue
            const from = (lookY * width + lookX) * channels
            let distance = 0
            for (let channel = 0; channel < channels; channel++) {
              const difference = (values[from + channel] ?? 0) - (own[channel] ?? 0)
              distance += difference * difference
            }
            if (distance > limit) continue
            count++
            sumX += lookX
            sumY += lookY
            for (let channel = 0; channel < channels; channel++)
              sums[channel] = (sums[channel] ?? 0) + (values[from + channel] ?? 0)
          }
        }
        if (count === 0) break
        let change = 0
        for (let channel = 0; channel < channels; channel++) {
          change += Math.abs((sums[channel] ?? 0) / count - (own[channel] ?? 0))
          own[channel] = (sums[channel] ?? 0) / count
        }
        const move = Math.abs(sumX / count - middleX) + Math.abs(sumY / count - middleY)
        middleX = sumX / count
        middleY = sumY / count
        if (change < 1 && move < 1) break
      }
      result.set(own, to)
    }
  }
  return result
}
