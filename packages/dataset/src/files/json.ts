import { VariegateError } from '@variegate/core'
import { isLosslessNumber, LosslessNumber, parse, stringify } from 'lossless-json'

/** JSON of somebody's file: a number that a double would write otherwise (ids above 2^53, `1.0`) keeps its text. */
export type FileJson = null | boolean | number | string | LosslessNumber | readonly FileJson[] | FileObject
export interface FileObject {
  readonly [key: string]: FileJson
}

/** Read JSON, a byte-order mark or not; throws a `VariegateError` with line and column. */
export function parseJson(text: string): FileJson {
  try {
    const parsed: unknown = parse(text.replace(/^\uFEFF/, ''), undefined, {
      parseNumber: (digits) => (String(Number(digits)) === digits ? Number(digits) : new LosslessNumber(digits)),
    })
    return parsed as FileJson // what a JSON text holds, and the numbers of `parseNumber`
  } catch (error) {
    if (error instanceof RangeError)
      throw new VariegateError('Expected JSON but it is nested too deep to be read.', [], { cause: error })
    throw new VariegateError(`Expected JSON: ${placed(text, error)}.`, [], { cause: error })
  }
}

/** Write JSON on one line, numbers as they came. */
export const formatJson = (value: FileJson): string => stringify(value) ?? 'null'

export const isFileObject = (value: FileJson | undefined): value is FileObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value)

/** The number that a value stands for; nothing where it is none. */
export const numberIn = (value: FileJson | undefined): number | undefined =>
  typeof value === 'number' ? value : isLosslessNumber(value) ? Number(value.value) : undefined

/** An id as text, exactly as it stands in the file; nothing where it is neither a number nor a text. */
export const idText = (value: FileJson | undefined): string | undefined =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : isLosslessNumber(value)
      ? value.value
      : undefined

/** The number whose digits a text holds, however many there are. */
export const wholeNumber = (digits: string): FileJson =>
  String(Number(digits)) === digits ? Number(digits) : new LosslessNumber(digits)

/** The parser's words, with its position as line and column. */
function placed(text: string, error: unknown): string {
  const said = error instanceof Error ? error.message : String(error)
  return said.replace(/ at position (\d+)/, (_, position: string) => {
    const before = text.slice(0, Number(position)).split('\n')
    return ` at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
  })
}
