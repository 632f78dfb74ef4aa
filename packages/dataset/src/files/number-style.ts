import { VariegateError } from '@variegate/core'

/** How a column spells numbers. */
export interface NumberStyle {
  readonly decimal: '.' | ','
  /** What parts thousands; '' for nothing. */
  readonly group: string
}

export const PLAIN: NumberStyle = { decimal: '.', group: '' }

/** A number that a cell holds; nothing where it is none in this spelling. */
export function parseStyled(cell: string, style: NumberStyle): number | undefined {
  const text = cell.trim()
  if (!patternOf(style).test(text)) return undefined
  return Number(text.replaceAll(style.group === '' ? '\0' : style.group, '').replace(style.decimal, '.'))
}

/** Spell a number, in its shortest form. */
export function formatStyled(value: number, { decimal, group }: NumberStyle): string {
  const text = String(value)
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(.*)$/.exec(text) ?? []
  const grouped = group === '' || rest.includes('e') ? whole : whole.replace(/\B(?=(\d{3})+$)/g, group)
  return sign + grouped + rest.replace('.', decimal)
}

/** A column of a table. */
export interface Column {
  readonly name: string
  /** Cells that hold something. */
  readonly cells: readonly string[]
  /** Where a cell stands, for errors. */
  place(cell: number): string
}

/**
 * Tell how each column spells its numbers; nothing for a column of words. A column that two spellings fit takes the decimal mark of
 * the columns that only one fits, or is refused.
 */
export function numberStyles(columns: readonly Column[]): readonly (NumberStyle | undefined)[] {
  const fits = columns.map((column) => ({ column, styles: fittingStyles(column) }))
  const marks = new Set(
    fits.flatMap(({ column, styles: [only, other] }) =>
      only && !other && column.cells.some(hasMark) ? [only.decimal] : [],
    ),
  )
  return fits.map(({ column, styles }) => {
    if (styles.length < 2) return styles[0]
    const [wanted] = marks.size === 1 ? styles.filter(({ decimal }) => marks.has(decimal)) : []
    // A point alone is a decimal point, unless other columns have decimal commas.
    if (styles.includes(PLAIN) ? !marks.has(',') : wanted) return styles.includes(PLAIN) ? PLAIN : wanted
    const cell = column.cells.findIndex(hasMark)
    throw new VariegateError(
      `Expected one reading of the numbers in column "${column.name}" but the mark in "${column.cells[cell]?.trim()}" at ${column.place(cell)} may be one of decimals or of thousands; write the column without marks of thousands, or with two decimals.`,
    )
  })
}

const STYLES: readonly NumberStyle[] = [
  PLAIN,
  { decimal: ',', group: '' },
  ...[',', ' ', '\u00A0', '\u202F', "'", '’'].map((group): NumberStyle => ({ decimal: '.', group })),
  ...['.', ' ', '\u00A0', '\u202F', "'", '’'].map((group): NumberStyle => ({ decimal: ',', group })),
]

/** What people take for a number: digits with marks, currencies, percent signs or another minus. */
const NUMBER_LIKE =
  /^[-+−(]?\s*[$€£¥]?\s*[-+−]?(?:(?:\d+(?:[.,]\d*)?|[.,]\d+|\d{1,3}(?:[.,'’_ \u00A0\u202F]\d{2,3})*[.,'’_ \u00A0\u202F]\d{3}(?:[.,]\d*)?)(?:[eE][-+]?\d+)?\s*[%‰$€£¥)]?|inf(?:inity)?)$/i

/** The spellings that most of a column's numbers have; none for words, which are most of its cells. */
function fittingStyles({ name, cells, place }: Column): readonly NumberStyle[] {
  const numeric = cells.filter((cell) => NUMBER_LIKE.test(cell.trim()))
  if (numeric.length === 0 || numeric.length * 2 < cells.length) return []
  if (!numeric.some((cell) => hasMark(cell) || /\d['’ \u00A0\u202F]\d/.test(cell)) && parseAny(numeric, PLAIN))
    return [PLAIN]
  const used = STYLES.filter(({ decimal, group }) =>
    numeric.some((cell) => (group === '' ? cell.includes(decimal) : cell.trim().includes(group))),
  )
  const counts = used.map((style) => numeric.filter((cell) => parseStyled(cell, style) !== undefined).length)
  const most = Math.max(0, ...counts)
  const best = used.filter((_, index) => counts[index] === most)
  if (most < numeric.length) {
    const [style = PLAIN] = most === 0 ? [] : best
    const odd = cells.findIndex((cell) => NUMBER_LIKE.test(cell.trim()) && parseStyled(cell, style) === undefined)
    const like = style === PLAIN ? '' : ` such as ${formatStyled(1234.5, style)}`
    throw new VariegateError(
      `Expected a number${like} in column "${name}" at ${place(odd)} but received "${cells[odd]}"; spell all of them alike, in digits alone.`,
    )
  }
  // Thousands marks without decimals go with either decimal mark.
  return best.filter(({ group }, index) => group === '' || best.findIndex((style) => style.group === group) === index)
}

const hasMark = (cell: string): boolean => /[.,]/.test(cell)

const parseAny = (cells: readonly string[], style: NumberStyle): boolean =>
  cells.some((cell) => parseStyled(cell, style) !== undefined)

const patterns = new Map<NumberStyle, RegExp>()

function patternOf(style: NumberStyle): RegExp {
  const known = patterns.get(style)
  if (known) return known
  const mark = `\\${style.decimal}`
  const group = style.group === '.' ? '\\.' : style.group
  const made =
    style.group === ''
      ? new RegExp(`^[+-]?(?:\\d+(?:${mark}\\d*)?|${mark}\\d+)(?:[eE][+-]?\\d+)?$`)
      : new RegExp(`^[+-]?(?:[1-9]\\d{0,2}(?:${group}\\d{3})+|\\d{1,3})(?:${mark}\\d*)?$`)
  patterns.set(style, made)
  return made
}
