/**
 * Find the parts of a JSON text without making values of it: what the library does not own is written as it came, to the letter, and a
 * list of a million rows takes no more memory than its text. Only brackets, quotes and commas are looked at: `JSON.parse` of the parts
 * finds what else is wrong. Nesting is counted, not followed, so no depth is too deep.
 */

/** The fields of an object and the texts of their values, in order; throws a `SyntaxError` where it is none. */
export function fieldsOf(object: string): [name: string, value: string][] {
  const fields: [string, string][] = []
  let at = opened(object, '{')
  if (object[at] === '}') return ended(object, at, fields)
  for (;;) {
    const nameEnd = object[at] === '"' ? valueEnd(object, at) : -1
    if (nameEnd < 0) throw new SyntaxError(`no name of a field at ${at}`)
    const name: unknown = JSON.parse(object.slice(at, nameEnd))
    at = skipSpace(object, nameEnd)
    if (object[at] !== ':') throw new SyntaxError(`no colon at ${at}`)
    at = skipSpace(object, at + 1)
    const end = valueEnd(object, at)
    if (end <= at) throw new SyntaxError(`no value at ${at}`)
    fields.push([String(name), object.slice(at, end)])
    at = skipSpace(object, end)
    if (object[at] === '}') return ended(object, at, fields)
    if (object[at] !== ',') throw new SyntaxError(`no comma at ${at}`)
    at = skipSpace(object, at + 1)
  }
}

/** The texts of a list's values, in order; throws a `SyntaxError` where it is none. */
export function itemsOf(list: string): string[] {
  const items: string[] = []
  let at = opened(list, '[')
  if (list[at] === ']') return ended(list, at, items)
  for (;;) {
    const end = valueEnd(list, at)
    if (end <= at) throw new SyntaxError(`no value at ${at}`)
    items.push(list.slice(at, end))
    at = skipSpace(list, end)
    if (list[at] === ']') return ended(list, at, items)
    if (list[at] !== ',') throw new SyntaxError(`no comma at ${at}`)
    at = skipSpace(list, at + 1)
  }
}

/** Put a value's text on one line; line ends in JSON are never inside strings. */
export const onOneLine = (text: string): string => text.replaceAll(/\s*[\r\n]\s*/g, ' ')

function opened(text: string, bracket: '{' | '['): number {
  const at = skipSpace(text, 0)
  if (text[at] !== bracket) throw new SyntaxError(`no ${bracket} at ${at}`)
  return skipSpace(text, at + 1)
}

function ended<T>(text: string, at: number, result: T): T {
  if (skipSpace(text, at + 1) < text.length) throw new SyntaxError(`more after ${at}`)
  return result
}

function skipSpace(text: string, start: number): number {
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at)
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at
  }
}

const [QUOTE, COMMA, BACKSLASH] = [34, 44, 92]

/** Where the value that begins at a place ends; -1 where the text ends first. */
function valueEnd(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      for (at++; text.charCodeAt(at) !== QUOTE; at++) {
        if (at >= text.length) return -1
        if (text.charCodeAt(at) === BACKSLASH) at++
      }
      if (depth === 0) return at + 1
    } else if (code === 123 || code === 91) depth++
    else if (code === 125 || code === 93) {
      if (depth === 0) return at
      if (--depth === 0) return at + 1
    } else if (depth === 0 && (code === COMMA || code <= 32)) return at
  }
  return depth === 0 ? text.length : -1
}
