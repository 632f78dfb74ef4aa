import { flag, range, timeMap, type TimePiece } from '@variegate/core'
import { defineAudioTransform } from '../../engine.js'
import { lengthOf } from '../../sample.js'
import { play } from '../../steps/time.js'

/** Move the clip within its length; what leaves is lost, or comes in at the other end. */
export const shift = defineAudioTransform({
  name: 'shift',
  doc: 'Move the clip within its length; silence comes in, unless it wraps round.',
  origin: 'audiomentations Shift',
  changes: 'places',
  options: {
    fraction: range({
      default: [-0.3, 0.3],
      min: -1,
      max: 1,
      unit: 'of the length',
      neutral: 0,
      strength: (s) => [-0.5 * s, 0.5 * s],
      doc: 'How far; positive is later.',
    }),
    wrap: flag({ default: false, doc: 'Whether what leaves at one end comes in at the other.' }),
  },
  draw: (random, { fraction, wrap }, clip) => ({
    samples: Math.round(random.uniform(fraction) * lengthOf(clip)),
    wrap,
  }),
  steps({ samples, wrap }, { sampleRate, length }) {
    if (samples === 0 || length === 0) return []
    const later = ((samples % length) + length) % length
    const at = (sample: number) => sample / sampleRate
    const piece = (start: number, end: number, from: number | null): TimePiece => ({
      start: at(start),
      end: at(end),
      from: from === null ? null : at(from),
      rate: 1,
    })
    if (!wrap && Math.abs(samples) >= length) return [play(timeMap([piece(0, length, null)]))]
    const split = samples > 0 || wrap ? later : length + samples
    const pieces = wrap
      ? [piece(0, split, length - split), piece(split, length, 0)]
      : samples > 0
        ? [piece(0, split, null), piece(split, length, 0)]
        : [piece(0, split, -samples), piece(split, length, null)]
    return [play(timeMap(pieces))]
  },
})
