import { VariegateError, type Json, type JsonObject } from '@variegate/core'
import type { Document, Span } from '@variegate/text'

/** Turn offsets in Unicode code points, which files use, into UTF-16 code units. */
export function spansFromFile(text: string, spans: Json | undefined): Span[] | undefined {
  if (spans === undefined) return undefined
  if (!Array.isArray(spans)) throw new VariegateError('Expected a list of { start, end, label } as spans.')
  const units = unitOffsets(text)
  return spans.map((span: Json, id): Span => {
    const { start, end, label } = (typeof span === 'object' && span !== null ? span : {}) as JsonObject
    const [from, to] = [units[Number(start)], units[Number(end)]]
    if (typeof label !== 'string' || from === undefined || to === undefined || from >= to) {
      throw new VariegateError(
        `Expected spans { start, end, label } within the ${units.length - 1} code points of the text but received ${JSON.stringify(span)}.`,
      )
    }
    return { id, start: from, end: to, label }
  })
}

/** Turn spans back into code points; fields of their own are kept. */
export function spansToFile({ text, labels }: Document, source: Json | undefined): Json {
  const given = Array.isArray(source) ? (source as readonly Json[]) : []
  return (labels.spans ?? []).map(({ id, start, end, label }): Json => {
    const old = typeof id === 'number' ? given[id] : undefined
    const kept = typeof old === 'object' && old !== null && !Array.isArray(old) ? (old as JsonObject) : {}
    return { ...kept, start: codePoints(text, start), end: codePoints(text, end), label }
  })
}

/** Check what a row holds and make a document of it. */
export async function documentOf(
  id: string,
  text: Json | undefined,
  label: Json | undefined,
  spans: Json | undefined,
): Promise<Document> {
  if (typeof text !== 'string')
    throw new VariegateError(`Expected a text under "text" but received ${JSON.stringify(text) ?? 'nothing'}.`)
  const followed = spansFromFile(text, spans)
  const labels = {
    ...(label === undefined || label === null
      ? {}
      : { label: typeof label === 'string' ? label : JSON.stringify(label) }),
    ...(followed ? { spans: followed } : {}),
  }
  const { checkDocument } = await import('@variegate/text')
  return checkDocument({ id, text, labels })
}

/** The code unit at which each code point begins, and the end. */
function unitOffsets(text: string): number[] {
  const offsets = [0]
  for (const character of text) offsets.push((offsets.at(-1) ?? 0) + character.length)
  return offsets
}

const codePoints = (text: string, unit: number): number => Array.from(text.slice(0, unit)).length
