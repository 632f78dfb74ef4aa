import { VariegateError } from '@variegate/core'
import type { Channel } from '@variegate/series'
import { parseNumber } from '../files/csv.js'

/** How a column of a table is written: what stands for missing values, and the words of its categories. */
export interface ColumnStyle {
  readonly name: string
  readonly kind: Channel['kind']
  readonly missing: string
  /** Words by code, for categories. */
  readonly words: readonly string[]
  /** The cells as they came. */
  readonly cells: readonly string[]
  readonly values: Float64Array
}

const isMissing = (cell: string): boolean => /^\s*(nan|na|null|none)?\s*$/i.test(cell)

/** Read a column: numbers where at least half of its cells are, categories else. Throws with the line of a cell that is no number. */
export function readColumn(name: string, cells: readonly string[], place: (row: number) => string): ColumnStyle {
  const filled = cells.filter((cell) => !isMissing(cell))
  const numeric = filled.filter((cell) => parseNumber(cell) !== undefined)
  const missing = cells.find(isMissing) ?? ''
  if (numeric.length * 2 < filled.length) {
    const words = [...new Set(filled)].sort()
    const codes = new Map(words.map((word, code) => [word, code]))
    const values = Float64Array.from(cells, (cell) => codes.get(cell) ?? NaN)
    return { name, kind: 'categorical', missing, words, cells, values }
  }
  const values = Float64Array.from(cells, (cell, row) => {
    if (isMissing(cell)) return NaN
    const value = parseNumber(cell)
    if (value === undefined)
      throw new VariegateError(`Expected a number in column "${name}" at ${place(row)} but received "${cell}".`)
    return value
  })
  const whole = numeric.length > 0 && numeric.every((cell) => /^\s*[+-]?\d+\s*$/.test(cell))
  return { name, kind: whole ? 'integer' : 'continuous', missing, words: [], cells, values }
}

/** Write a value; one that stands where it stood is written as it came. */
export function writeCell({ missing, words, cells, values, kind }: ColumnStyle, value: number, row: number): string {
  if (Object.is(values[row], value) && cells[row] !== undefined) return cells[row]
  if (Number.isNaN(value)) return missing
  return kind === 'categorical' ? (words[value] ?? missing) : String(value)
}
