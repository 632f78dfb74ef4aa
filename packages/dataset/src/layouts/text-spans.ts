import { VariegateError } from '@variegate/core'
import type { Document, Span } from '@variegate/text'
import { formatJson, idText, isFileObject, numberIn, type FileJson, type FileObject } from '../files/json.js'
import { refuseOffsets } from './text-offsets.js'

/** The spans of a row, in whichever of the known shapes it holds them. */
export interface RowSpans {
  /** In UTF-16 code units; a span's id is its place here. Absent where the row has no field for spans. */
  readonly spans?: readonly Span[]
  /** The fields that hold spans, and those that name them. */
  readonly fields: readonly string[]
  /** Those fields for a text that has changed, each in the shape that it came in. */
  write(document: Document): FileObject
}

/** One span as it stands in a row. */
interface Mark {
  readonly field: string
  readonly source: FileJson
  readonly start: number
  readonly end: number
  readonly label: string
  /** Keys of an object; absent for [start, end, label]. */
  readonly keys?: { readonly start: string; readonly end: string; readonly label: string }
}

const FIELDS = ['spans', 'entities', 'label', 'labels']
const START = ['start', 'start_offset', 'begin']
const END = ['end', 'end_offset']
const LABEL = ['label', 'labels', 'type', 'tag', 'entity', 'entity_group']

/** Find the spans of a row; throws where a field holds places in the text in a shape that is not known. */
export function rowSpans(text: string, row: FileObject): RowSpans {
  const known = FIELDS.flatMap((field) => {
    const marks = marksOf(field, row[field])
    return marks ? [{ field, marks }] : []
  })
  const marks = known.flatMap((one) => one.marks)
  const fields = known.map(({ field }) => field)
  const areUnits = countUnits(text, marks)
  const toUnits = placesOf(text, areUnits)
  const spans = marks.map((mark, id): Span => {
    const [start, end] = [toUnits[mark.start], toUnits[mark.end]]
    if (start === undefined || end === undefined || start >= end)
      throw new VariegateError(
        `Expected ${mark.field} { start, end, label } within the ${toUnits.length - 1} code points of the text but received ${formatJson(mark.source)}.`,
      )
    return { id, start, end, label: mark.label }
  })
  for (const [id, mark] of marks.entries()) checkSurface(mark, spans[id], text)
  const relations = hasRelations(row.relations) ? relationIds(row.relations, marks) : undefined
  if (relations) fields.push('relations')
  refuseOffsets(
    text,
    Object.entries(row).filter(([name]) => name !== 'text' && !fields.includes(name)),
  )
  for (const mark of marks) refuseOffsets(text, otherFields(mark))

  return {
    ...(known.length > 0 ? { spans } : {}),
    fields,
    write(document) {
      const fromUnits = new Map(placesOf(document.text, areUnits).map((unit, point) => [unit, point]))
      const place = (unit: number): number => {
        const point = fromUnits.get(unit)
        if (point === undefined) throw new RangeError(`no character begins at ${unit}`)
        return point
      }
      const written = (document.labels.spans ?? []).map((span) => {
        const mark = typeof span.id === 'number' ? marks[span.id] : undefined
        const old = mark && spans[Number(span.id)]
        const surface = old ? text.slice(old.start, old.end) : ''
        const places = [place(span.start), place(span.end)] as const
        return { mark, value: rewrite(mark, span.label, places, surface, document.text.slice(span.start, span.end)) }
      })
      const first = fields[0] ?? 'spans'
      const changed: Record<string, FileJson> = {}
      for (const { field } of known)
        changed[field] = written.filter(({ mark }) => (mark?.field ?? first) === field).map(({ value }) => value)
      if (relations)
        changed.relations = keptRelations(
          row.relations,
          written.flatMap(({ mark }) => (mark ? [idOf(mark)] : [])),
        )
      return changed
    },
  }
}

/** The spans that a field holds; nothing where it holds something else. */
function marksOf(field: string, value: FileJson | undefined): readonly Mark[] | undefined {
  if (!Array.isArray(value)) return undefined
  const list = value as readonly FileJson[] // what `FileJson` lists hold
  if (list.length === 0) return field === 'spans' || field === 'entities' ? [] : undefined
  const marks = list.flatMap((source) => markOf(field, source) ?? [])
  if (marks.length === list.length) return marks
  // A list of names is a label of the whole text; one that spans stand in is theirs altogether.
  if (marks.length === 0 && field !== 'spans') return undefined
  const odd = list.find((source) => !markOf(field, source))
  throw new VariegateError(
    `Expected ${field} as { start, end, label } or [start, end, label] but received ${formatJson(odd ?? null)}.`,
  )
}

function markOf(field: string, source: FileJson): Mark | undefined {
  if (Array.isArray(source)) {
    const [start, end, label] = source as readonly FileJson[] // what `FileJson` lists hold
    const [from, to] = [numberIn(start), numberIn(end)]
    return from === undefined || to === undefined || typeof label !== 'string'
      ? undefined
      : { field, source, start: from, end: to, label }
  }
  if (!isFileObject(source)) return undefined
  const [startKey, endKey, labelKey] = [START, END, LABEL].map((keys) => keys.find((key) => source[key] !== undefined))
  if (startKey === undefined || endKey === undefined || labelKey === undefined) return undefined
  const given = source[labelKey]
  // Label Studio writes a list of one label.
  const label = Array.isArray(given) && given.length === 1 ? (given[0] as FileJson) : given
  const [start, end] = [numberIn(source[startKey]), numberIn(source[endKey])]
  if (start === undefined || end === undefined || typeof label !== 'string') return undefined
  return { field, source, start, end, label, keys: { start: startKey, end: endKey, label: labelKey } }
}

/** What an object says beside its span. */
const otherFields = ({ field, source, keys }: Mark): readonly (readonly [string, FileJson])[] =>
  keys && isFileObject(source)
    ? Object.entries(source)
        .filter(([key]) => key !== 'text' && !Object.values(keys).includes(key))
        .map(([key, value]) => [`${field}.${key}`, value])
    : []

/** The code unit of each place in a text, and of its end. */
function placesOf(text: string, areUnits: boolean): readonly number[] {
  if (areUnits) return Array.from({ length: text.length + 1 }, (_, unit) => unit)
  const points = [0]
  for (const character of text) points.push((points.at(-1) ?? 0) + character.length)
  return points
}

/**
 * Whether spans count code units, as JavaScript does: where the texts that they hold say so, or where they are Label Studio's and no
 * character of the text tells the two apart. All others count code points, as Python does.
 */
function countUnits(text: string, marks: readonly Mark[]): boolean {
  const isStudio = marks.some(({ keys }) => keys?.label === 'labels')
  const points = placesOf(text, false)
  if (points.length === text.length + 1) return isStudio
  const said = marks.filter((mark) => mark.keys && typeof textIn(mark) === 'string')
  const fits = (places: readonly number[]) =>
    said.every((mark) => text.slice(places[mark.start], places[mark.end]) === textIn(mark))
  const unsaid = marks.find((mark) => mark.keys?.label === 'labels' && typeof textIn(mark) !== 'string')
  if (unsaid)
    throw new VariegateError(
      `Expected a text beside each span of "${unsaid.field}", for places after characters such as emoji are counted in two ways, but received ${formatJson(unsaid.source)}.`,
    )
  if (said.length === 0) return false
  const asUnits = fits(placesOf(text, true))
  // Spans before the first such character fit both.
  return asUnits && (isStudio || !fits(points))
}

const textIn = ({ source }: Mark): FileJson | undefined => (isFileObject(source) ? source.text : undefined)

/** Refuse a span that says it is another text than stands there. */
function checkSurface(mark: Mark, span: Span | undefined, text: string): void {
  const said = textIn(mark)
  const there = text.slice(span?.start, span?.end)
  if (mark.keys && typeof said === 'string' && said !== there)
    throw new VariegateError(
      `Expected the text "${said}" at [${mark.start}, ${mark.end}) of "${mark.field}" but the text has "${there}" there.`,
    )
}

/** A span in the shape that it came in, what it says of its own text included. */
function rewrite(
  mark: Mark | undefined,
  label: string,
  [start, end]: readonly [number, number],
  before: string,
  after: string,
): FileJson {
  if (!mark) return { start, end, label }
  const { source, keys } = mark
  if (!keys || !isFileObject(source)) return [start, end, label, ...(Array.isArray(source) ? source.slice(3) : [])]
  const given = source[keys.label]
  return Object.fromEntries(
    Object.entries(source).map(([key, value]): [string, FileJson] => {
      if (key === keys.start) return [key, start]
      if (key === keys.end) return [key, end]
      if (key === keys.label) return [key, Array.isArray(given) ? [label] : label]
      return [key, value === before && before !== '' ? after : value]
    }),
  )
}

const idOf = ({ source }: Mark): string | undefined => (isFileObject(source) ? idText(source.id) : undefined)

const hasRelations = (relations: FileJson | undefined): relations is readonly FileJson[] =>
  Array.isArray(relations) && relations.length > 0

/** The ids that relations name; throws where they do not name spans by their ids. */
function relationIds(relations: readonly FileJson[], marks: readonly Mark[]): ReadonlySet<string> {
  const ids = new Set(marks.map(idOf))
  const named = relations.flatMap(endsOf)
  const isKnown = relations.every((relation) => endsOf(relation).length === 2) && named.every((id) => ids.has(id))
  if (!isKnown)
    throw new VariegateError(
      'Expected relations { from_id, to_id } between ids of entities but the field "relations" holds others; take the field out.',
    )
  return new Set(named)
}

const endsOf = (relation: FileJson): readonly string[] =>
  isFileObject(relation) ? [relation.from_id, relation.to_id].flatMap((id) => idText(id) ?? []) : []

/** The relations whose spans are both still there, once each. */
function keptRelations(relations: FileJson | undefined, ids: readonly (string | undefined)[]): FileJson {
  if (!hasRelations(relations)) return []
  const present = new Set(ids)
  const twice = relations.flatMap(endsOf).find((id) => ids.indexOf(id) !== ids.lastIndexOf(id))
  if (twice !== undefined)
    throw new VariegateError(`Expected each entity that relations name once but the copy has several of id ${twice}.`)
  return relations.filter((relation) => endsOf(relation).every((id) => present.has(id)))
}
