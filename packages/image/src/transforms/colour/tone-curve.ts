import { flag, number, type Random } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { tone } from '../../steps/steps.js'
import { colourCount } from './channels.js'

/** Bend the tone curve: shadows and highlights move each on their own. */
export const toneCurve = defineImageTransform({
  name: 'toneCurve',
  changes: 'values',
  doc: 'Bend the tone curve: shadows and highlights move each on their own.',
  origin: 'albumentations RandomToneCurve, about the straight line',
  options: {
    scale: number({
      default: 0.1,
      min: 0,
      max: 1,
      neutral: 0,
      strength: (s) => 0.4 * s,
      doc: "Standard deviation of the heights of the Bézier curve's two inner points, whose straight heights are 1/3 and 2/3.",
    }),
    perChannel: flag({ default: false, doc: 'Whether every channel gets a curve of its own.' }),
  },
  draw(random, { scale, perChannel }, image) {
    const count = perChannel ? colourCount(image) : 1
    return { points: scale === 0 ? [] : Array.from({ length: count }, () => heights(random, scale)) }
  },
  steps: ({ points }) =>
    points.length === 0 ? [] : [tone(...points.map(([first, second]) => ({ name: 'bezier', first, second }) as const))],
})

const heights = (random: Random, scale: number): readonly [number, number] => [
  height(random.normal(1 / 3, scale)),
  height(random.normal(2 / 3, scale)),
]

const height = (drawn: number): number => Math.min(1, Math.max(0, drawn))
