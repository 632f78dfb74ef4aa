import { VariegateError } from '@variegate/core'
import type { Channel } from '@variegate/series'
import { formatStyled, numberStyles, parseStyled, type NumberStyle } from '../files/number-style.js'

/** How a column of a table is written: what stands for missing values, and the words of its categories. */
export interface ColumnStyle {
  readonly name: string
  readonly kind: Channel['kind']
  readonly missing: string
  /** How its numbers are spelled; absent for categories. */
  readonly numbers?: NumberStyle
  /** Words by code, for categories. */
  readonly words: readonly string[]
  /** The cells as they came. */
  readonly cells: readonly string[]
  readonly values: Float64Array
}

const isMissing = (cell: string): boolean => /^\s*(nan|na|null|none)?\s*$/i.test(cell)

/** How a column of a file is read: as what, and how its numbers are spelled. */
export interface ColumnReading {
  readonly kind: Channel['kind']
  /** Absent for categories. */
  readonly numbers?: NumberStyle
}

/** Tell how columns of a file are read: as numbers where at least half of their cells are, as categories else. Throws with the line of a cell that may be two numbers. */
export function columnReadings(
  columns: readonly { readonly name: string; readonly cells: readonly string[] }[],
  place: (row: number) => string,
): readonly ColumnReading[] {
  const filled = columns.map(({ name, cells }) => {
    const rows = cells.flatMap((cell, row) => (isMissing(cell) ? [] : [row]))
    return { name, cells: rows.map((row) => cells[row] ?? ''), place: (index: number) => place(rows[index] ?? 0) }
  })
  return numberStyles(filled).map((numbers, index): ColumnReading => {
    if (!numbers) return { kind: 'categorical' }
    return { kind: filled[index]?.cells.every((cell) => isWhole(cell, numbers)) ? 'integer' : 'continuous', numbers }
  })
}

const isWhole = (cell: string, { decimal }: NumberStyle): boolean => !cell.includes(decimal) && !/e/i.test(cell)

/** Read a column; throws with the line of a cell that is no number. */
export function readColumn(
  name: string,
  cells: readonly string[],
  { kind, numbers }: ColumnReading,
  place: (row: number) => string,
): ColumnStyle {
  const missing = cells.find(isMissing) ?? ''
  if (!numbers) {
    const words = [...new Set(cells.filter((cell) => !isMissing(cell)))].sort()
    const codes = new Map(words.map((word, code) => [word, code]))
    const values = Float64Array.from(cells, (cell) => codes.get(cell) ?? NaN)
    return { name, kind, missing, words, cells, values }
  }
  const values = Float64Array.from(cells, (cell, row) => {
    if (isMissing(cell)) return NaN
    const value = parseStyled(cell, numbers)
    if (value === undefined || !Number.isFinite(value))
      throw new VariegateError(
        `Expected a number${spelled(numbers)} in column "${name}" at ${place(row)} but received "${cell}".`,
      )
    if (isWhole(cell, numbers) && !Number.isSafeInteger(value))
      throw new VariegateError(
        `Expected whole numbers up to ${Number.MAX_SAFE_INTEGER} in column "${name}" but received "${cell}" at ${place(row)}, which would be rounded.`,
      )
    return value
  })
  return { name, kind, missing, numbers, words: [], cells, values }
}

const spelled = ({ decimal, group }: NumberStyle): string =>
  decimal === '.' && group === '' ? '' : ` such as ${formatStyled(1234.5, { decimal, group })}`

/** Write a value; one that stands where it stood is written as it came. */
export function writeCell({ missing, words, cells, values, numbers }: ColumnStyle, value: number, row: number): string {
  if (Object.is(values[row], value) && cells[row] !== undefined) return cells[row]
  if (Number.isNaN(value)) return missing
  return numbers ? formatStyled(value, numbers) : (words[value] ?? missing)
}
