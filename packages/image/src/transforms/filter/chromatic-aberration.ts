import { choice, effects } from '@variegate/core'
import { aberrationOf } from '../../algorithms/aberration.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'
import { around } from '../moving-options.js'

/** Shift red and blue outwards or inwards, as a lens does that breaks colours unequally; labels stay. */
export const chromaticAberration = defineImageTransform({
  name: 'chromaticAberration',
  changes: 'values',
  doc: 'Shift red and blue outwards or inwards, as a lens does that breaks colours unequally; labels stay.',
  origin: 'albumentations ChromaticAberration; the radial model of Brown, 1966',
  options: {
    ...effects({
      primary: around(0.1, {
        default: 0.02,
        min: -1,
        max: 1,
        unit: 'of the radius',
        doc: 'Weight of the squared radius, which is a half at the middle of a side; above 0 the colour shrinks.',
      }),
      secondary: around(0.2, {
        default: 0.05,
        min: -1,
        max: 1,
        unit: 'of the radius',
        doc: 'Weight of its fourth power; it gets the sign of the first.',
      }),
    }),
    fringes: choice({
      default: 'greenPurple',
      values: ['greenPurple', 'redBlue', 'random'],
      doc: 'Colours of the seams: red and blue move alike, apart, or each as it likes.',
    }),
  },
  draw(random, { primary, secondary, fringes }) {
    const [red, redSecond] = [random.uniform(primary), random.uniform(secondary)]
    const [blue, blueSecond] = [random.uniform(primary), random.uniform(secondary)]
    const first = fringes === 'random' ? blue : withSign(blue, fringes === 'redBlue' ? -red : red)
    return {
      red: { primary: red, secondary: withSign(redSecond, red) },
      blue: { primary: first, secondary: withSign(blueSecond, first) },
    }
  },
  steps(drawn) {
    const bent = [drawn.red, drawn.blue].some(({ primary, secondary }) => primary !== 0 || secondary !== 0)
    return bent ? [local(aberrationOf, drawn)] : []
  },
})

/** Give a number the sign of another; where that is 0 it stays. */
const withSign = (value: number, like: number): number => (value * like < 0 ? -value : value)
