import { exact, integer, range, timeMap, type TimePiece } from '@variegate/core'
import { defineSeriesTransform } from '../../engine.js'

/** Let time run now faster, now slower, smoothly; beginning and end stay. */
export const timeWarp = defineSeriesTransform({
  name: 'timeWarp',
  doc: 'Let time run now faster, now slower; beginning, end and timestamps stay.',
  origin: 'Um et al., "Data augmentation of wearable sensor data", 2017',
  changes: 'places',
  options: {
    strength: range({
      default: [0.1, 0.3],
      min: 0,
      max: 2,
      neutral: 0,
      strength: (s) => 0.6 * s,
      doc: 'Standard deviation of the logarithm of the speed at the knots.',
    }),
    knots: integer({ default: 4, min: 1, max: 50, doc: 'How often the speed changes direction, roughly.' }),
  },
  draw(random, { strength, knots }) {
    const deviation = random.uniform(strength)
    return { speeds: Array.from({ length: knots + 1 }, () => exact.exp(random.normal(0, deviation))) }
  },
  steps({ speeds }, { duration, length }) {
    if (length === 0 || speeds.every((speed) => speed === 1)) return []
    return [{ kind: 'time', map: timeMap(piecesOf(speeds, duration)), stamps: 'keep', fresh: 'missing' }]
  },
})

/** How many straight pieces stand for the smooth curve between two knots. */
const PIECES = 8

/** Speed runs on a raised cosine from knot to knot; scaled so that the whole source is played within the whole time. */
function piecesOf(speeds: readonly number[], duration: number): TimePiece[] {
  const count = (speeds.length - 1) * PIECES
  const rates = Array.from({ length: count }, (_, index) => {
    const knot = Math.floor(index / PIECES)
    const share = (index - knot * PIECES + 0.5) / PIECES
    const blend = 0.5 - 0.5 * exact.cos(Math.PI * share)
    return (speeds[knot] ?? 1) * (1 - blend) + (speeds[knot + 1] ?? 1) * blend
  })
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / count
  let from = 0
  return rates.map((speed, index) => {
    const start = (index * duration) / count
    const end = index === count - 1 ? duration : ((index + 1) * duration) / count
    const piece = { start, end, from, rate: speed / mean }
    from += (end - start) * piece.rate
    return piece
  })
}
