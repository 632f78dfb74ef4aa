import { suggestion, VariegateError } from '@variegate/core'
import { parseArgs } from 'node:util'

/** A flag of a command: `value` names what it takes, flags without one are on or off. */
export interface Flag {
  readonly value?: string
  readonly many?: boolean
  readonly short?: string
  readonly doc: string
}

export interface Command {
  readonly name: string
  /** The arguments without a name, as the usage line shows them. */
  readonly arguments: string
  readonly doc: string
  readonly flags: Readonly<Record<string, Flag>>
  run(input: Input): Promise<number>
}

/** What was given to a command. */
export interface Input {
  readonly arguments: readonly string[]
  /** A flag's value, or nothing where it was not given. */
  text(flag: string): string | undefined
  list(flag: string): readonly string[]
  isOn(flag: string): boolean
}

/** Exit codes: all well; skips under --strict; the work could not be done; stopped by Ctrl-C. */
export const EXIT = { ok: 0, skips: 1, failed: 2, interrupted: 130 } as const

/** Read a command's arguments; throws a `VariegateError` that names the nearest right flag. */
export function readInput(command: Command, given: readonly string[]): Input {
  const options = Object.fromEntries(
    Object.entries(command.flags).map(([name, { value, many = false, short }]) => [
      name,
      {
        type: value === undefined ? ('boolean' as const) : ('string' as const),
        multiple: many,
        ...(short === undefined ? {} : { short }),
      },
    ]),
  )
  const { values, positionals, tokens } = parseArgs({
    args: [...given],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const flag = command.flags[token.name]
    if (!flag) {
      throw new VariegateError(
        `Unknown flag ${token.rawName} for ${command.name}${suggestion(token.name, Object.keys(command.flags))} (\`variegate ${command.name} --help\` lists them).`,
      )
    }
    if (flag.value !== undefined && token.value === undefined)
      throw new VariegateError(`Expected a value after ${token.rawName}: ${flag.value}.`)
    if (flag.value === undefined && token.value !== undefined)
      throw new VariegateError(`Expected no value for ${token.rawName} but received "${token.value}".`)
  }
  return {
    arguments: positionals,
    text: (flag) => (typeof values[flag] === 'string' ? values[flag] : undefined),
    list: (flag) => (Array.isArray(values[flag]) ? values[flag].map(String) : []),
    isOn: (flag) => values[flag] === true,
  }
}

/** A whole number within limits, or a default. */
export function wholeNumber(input: Input, flag: string, standard: number, least: number, most: number): number {
  const text = input.text(flag)
  if (text === undefined) return standard
  const value = Number(text)
  if (Number.isInteger(value) && value >= least && value <= most && /^-?\d+$/.test(text)) return value
  throw new VariegateError(`Expected a whole number within [${least}, ${most}] for --${flag} but received "${text}".`)
}

/** The help of one command. */
export function commandHelp({ name, arguments: places, doc, flags }: Command): string {
  const rows = Object.entries(flags).map(([flag, { value, short, doc: said }]) => {
    const left = `${short === undefined ? '    ' : `-${short}, `}--${flag}${value === undefined ? '' : ` ${value}`}`
    return `  ${left.padEnd(28)} ${said}`
  })
  return `${doc}\n\nUsage: variegate ${name} ${places}\n\n${rows.join('\n')}\n`
}
