import { range, type Random } from '@variegate/core'
import { strokes } from '../../alphas/strokes.js'
import { defineImageTransform } from '../../engine.js'
import { textLines } from '../../font/lines.js'
import { colourOf } from '../moving-options.js'
import { colourOption } from '../colour-option.js'
import { hiddenOptions, paintAlpha } from './paint.js'
import { circleLine, placed } from './pen.js'

const KINDS = ['arrow', 'ruler', 'circle', 'scribble', 'letter'] as const
const LETTERS = ['L', 'R', 'A', 'P', 'S', 'I', '1', '2', '3', '?', 'x']

/** Draw what people draw on scans and slides: arrows, rulers, circles, scribbles and letters. */
export const annotationArtifacts = defineImageTransform({
  name: 'annotationArtifacts',
  changes: 'values',
  doc: 'Draw what people draw on scans and slides: arrows, rulers, circles, scribbles and letters.',
  origin:
    'Winkler et al., "Association between surgical skin markings in dermoscopic images and diagnostic performance", 2019, on what such marks do to models',
  options: {
    count: range({
      default: [1, 3],
      min: 0,
      max: 100,
      integer: true,
      neutral: 0,
      strength: (s) => Math.round(8 * s),
      doc: 'How many marks.',
    }),
    size: range({ default: [0.1, 0.3], min: 0.01, max: 2, unit: 'of the shorter side', doc: 'How large a mark is.' }),
    pen: range({ default: [0.004, 0.01], min: 0.001, max: 0.1, unit: 'of the shorter side', doc: "The pen's width." }),
    opacity: range({ default: [0.7, 1], min: 0, max: 1, doc: 'How opaque the pen is.' }),
    colour: colourOption([255, 255, 0], "The pen's colour."),
    ...hiddenOptions,
  },
  draw(random, options, { width, height }) {
    const shorter = Math.min(width, height)
    const marks = Array.from({ length: random.integer(options.count) }, () => ({
      ...markOf(random),
      x: random.uniform([0, width]),
      y: random.uniform([0, height]),
      scale: shorter * random.uniform(options.size),
      angle: random.uniform([-180, 180]),
    }))
    return {
      marks,
      radius: (shorter * random.uniform(options.pen)) / 2,
      opacity: random.uniform(options.opacity),
      fill: colourOf(options.colour),
      dropHidden: options.dropHidden,
    }
  },
  steps({ marks, radius, opacity, fill, dropHidden }, facts) {
    if (marks.length === 0) return []
    // A letter stands upright; everything else is turned.
    const lines = marks.flatMap(({ angle, ...mark }) =>
      placed(linesOf(mark), { ...mark, angle: mark.kind === 'letter' ? 0 : angle }),
    )
    return paintAlpha(strokes, { lines, radius, opacity }, { fill, dropHidden }, facts)
  },
})

interface Mark {
  readonly kind: (typeof KINDS)[number]
  /** A letter, where it is one. */
  readonly letter: string
  /** Points of a scribble, as shares of its size. */
  readonly points: readonly number[]
}

function markOf(random: Random) {
  const kind = random.choice(KINDS)
  return {
    kind,
    letter: kind === 'letter' ? random.choice(LETTERS) : '',
    points: kind === 'scribble' ? Array.from({ length: 24 }, () => random.uniform([-0.5, 0.5])) : [],
  }
}

/** A mark of size 1 about (0, 0). */
function linesOf({ kind, letter, points }: Mark): number[][] {
  switch (kind) {
    case 'arrow':
      return [
        [-0.5, 0, 0.5, 0],
        [0.3, -0.15, 0.5, 0, 0.3, 0.15],
      ]
    case 'ruler':
      return [
        [-0.5, 0, 0.5, 0],
        ...Array.from({ length: 21 }, (_, tick) => [
          tick / 20 - 0.5,
          0,
          tick / 20 - 0.5,
          tick % 5 === 0 ? -0.1 : -0.05,
        ]),
      ]
    case 'circle':
      return [circleLine(0, 0, 0.5)]
    case 'scribble':
      return [curved(points)]
    case 'letter':
      return textLines(letter).map((line) => line.map((step) => (step - 3) / 8))
  }
}

/** A curve through points: the middle of every two neighbours' quadratic arc, four pieces each. */
function curved(points: readonly number[]): number[] {
  const curve: number[] = []
  for (let at = 2; at + 3 < points.length; at += 2) {
    for (let piece = 0; piece < 4; piece++) {
      const t = piece / 4
      for (let axis = 0; axis < 2; axis++) {
        const [before, here, after] = [points[at - 2 + axis] ?? 0, points[at + axis] ?? 0, points[at + 2 + axis] ?? 0]
        const [from, to] = [(before + here) / 2, (here + after) / 2]
        curve.push((1 - t) * (1 - t) * from + 2 * t * (1 - t) * here + t * t * to)
      }
    }
  }
  return curve
}
