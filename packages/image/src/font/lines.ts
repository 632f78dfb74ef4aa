import { GLYPHS } from './glyphs.js'

/** Steps from one letter to the next, and from one line to the next. */
const ADVANCE = 6
const LEADING = 10

/** A box, for what the font does not have. */
const UNKNOWN = '0040460600'

/** Lines of a pen that write a text, [x0, y0, x1, y1, …] in steps: capitals stand from 0 to 6, the first letter begins at 0. */
export function textLines(text: string): number[][] {
  return text
    .split('\n')
    .flatMap((line, row) =>
      [...line].flatMap((letter, column) =>
        strokesOf(letter).map((points) =>
          points.map((step, index) => step + (index % 2 === 0 ? column * ADVANCE : row * LEADING)),
        ),
      ),
    )
}

/** Width and height of a text, in steps; tails reach below. */
export function textSize(text: string): { readonly width: number; readonly height: number } {
  const lines = text.split('\n')
  const letters = Math.max(...lines.map((line) => [...line].length))
  return { width: Math.max(0, letters * ADVANCE - 2), height: (lines.length - 1) * LEADING + 6 }
}

const strokesOf = (letter: string): number[][] =>
  (GLYPHS[letter] ?? UNKNOWN)
    .split(' ')
    .filter((line) => line !== '')
    .map((line) => [...line].map(Number))
