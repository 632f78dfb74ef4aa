import { parseNumber } from './csv.js'
import { formatStyled, parseStyled, type NumberStyle } from './number-style.js'

/** How a file writes its times. */
export interface TimeFormat {
  /** Seconds; since 1970 for dates. Nothing where the text is no time. */
  parse(text: string): number | undefined
  format(seconds: number): string
}

// 2014-04-10, with a time after a blank or a T, with seconds and their fraction or not, with a Z or an offset or not.
const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:([ T])(\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/** Numbers, written in their shortest form. */
export const numericTime: TimeFormat = { parse: parseNumber, format: String }

/** Numbers in a spelling. */
export const styledTime = (style: NumberStyle): TimeFormat => ({
  parse: (text) => parseStyled(text, style),
  format: (seconds) => formatStyled(seconds, style),
})

/** Tell how a file writes times from the first of them. */
export function timeFormatOf(example: string): TimeFormat | undefined {
  if (parseNumber(example) !== undefined) return numericTime
  const match = DATE.exec(example.trim())
  if (!match) return undefined
  const [, , , , separator = ' ', hours, , seconds, fraction = '', zone = ''] = match
  return {
    parse: parseDate,
    format(time) {
      const offset = offsetSeconds(zone)
      // Six digits hold what a double can tell of a date since 1970.
      const micro = Math.round((time + offset) * 1e6)
      const whole = Math.floor(micro / 1e6)
      const part = micro - whole * 1e6
      const iso = new Date(whole * 1000).toISOString()
      const digits =
        part === 0 && fraction === ''
          ? ''
          : `.${String(part).padStart(6, '0')}`.slice(0, Math.max(fraction.length, part === 0 ? 0 : 7))
      const needsTime = hours !== undefined || whole % 86400 !== 0 || part !== 0
      if (!needsTime) return iso.slice(0, 10)
      const needsSeconds = seconds !== undefined || whole % 60 !== 0 || part !== 0 || hours === undefined
      return `${iso.slice(0, 10)}${separator ?? ' '}${iso.slice(11, needsSeconds ? 19 : 16)}${digits}${zone}`
    },
  }
}

function parseDate(text: string): number | undefined {
  const match = DATE.exec(text.trim())
  if (!match) return undefined
  const [, year, month, day, , hours = '0', minutes = '0', seconds = '0', fraction = '0', zone = ''] = match
  const base =
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hours), Number(minutes), Number(seconds)) / 1000
  const valid = new Date(base * 1000).toISOString().startsWith(`${year}-${month}-${day}`)
  return valid ? base + Number(fraction) - offsetSeconds(zone) : undefined
}

function offsetSeconds(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone)
  return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60) : 0
}
