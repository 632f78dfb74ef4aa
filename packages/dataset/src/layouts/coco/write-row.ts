import { isJsonObject, VariegateError, type Json } from '@variegate/core'
import { encodeRle, maskBox, type Instance } from '@variegate/image'
import { fieldsOf, onOneLine } from '../../files/json-text.js'
import { copyId } from '../../files/names.js'
import { isNothing, type Annotation } from './instance.js'
import { areSame } from './objects.js'

/** The text of a row before and after its id, which is known once all rows are; the id to begin with where it is a text. */
export type OpenRow =
  | readonly [document: number, before: string, after: string]
  | readonly [document: number, before: string, after: string, id: string]

/** Write an object's row in one document, with what has become of its instance; the text of everything else stays. */
export function objectRow(annotation: Annotation, instance: Instance, imageId: string, copy: number): OpenRow {
  return openRow(annotation, copy, { ...changesOf(annotation, instance), image_id: imageId })
}

/** Write a row about the picture as a whole for a copy of it. */
export const carriedRow = (annotation: Annotation, imageId: string, copy: number): OpenRow =>
  openRow(annotation, copy, { image_id: imageId })

/** Write a row's fields with some of them changed: texts of values, or nothing where a field goes. */
export function rowText(
  text: string,
  changes: Readonly<Record<string, string | undefined>>,
  required: readonly string[] = [],
): string {
  return `{${fieldTexts(text, changes, required).join(',')}}`
}

const HOLE = '\0'

function openRow(
  { document, text, row }: Annotation,
  copy: number,
  changes: Readonly<Record<string, string | undefined>>,
): OpenRow {
  const [before = '', after = ''] = rowText(text, { ...changes, id: HOLE }, ['id']).split(HOLE)
  return typeof row.id === 'string' ? [document, before, after, copyId(row.id, copy)] : [document, before, after]
}

function fieldTexts(
  text: string,
  changes: Readonly<Record<string, string | undefined>>,
  required: readonly string[],
): string[] {
  const fields = new Map(fieldsOf(text))
  // A row without an id gets one, in front.
  const added = required.filter((name) => !fields.has(name)).map((name): [string, string] => [name, ''])
  return [...added, ...fields].flatMap(([name, value]) => {
    const written = Object.hasOwn(changes, name) ? changes[name] : onOneLine(value)
    return written === undefined ? [] : [`${JSON.stringify(name)}:${written}`]
  })
}

/** The fields that follow the picture and that the row has, where they are other than they were. */
function changesOf({ row }: Annotation, instance: Instance): Record<string, string | undefined> {
  const now: Record<string, Json | undefined> = {}
  if (!isNothing(row.bbox)) now.bbox = boxOf(instance)
  if (!isNothing(row.segmentation)) now.segmentation = segmentationOf(row.segmentation, instance)
  if (!isNothing(row.keypoints)) {
    const { keypoints = [] } = instance
    now.keypoints = keypoints.flatMap(({ x, y, visibility }) => [x, y, visibility])
    if (row.num_keypoints !== undefined) now.num_keypoints = keypoints.filter(({ visibility }) => visibility > 0).length
  }
  if (typeof row.area === 'number') now.area = instance.area
  const changes: Record<string, string | undefined> = {}
  for (const [name, value] of Object.entries(now))
    if (!areSame(row[name], value)) changes[name] = value === undefined ? undefined : JSON.stringify(value)
  return changes
}

/** The box of an instance; where it has lost its own, that of its shape. */
function boxOf({ box, mask, polygons }: Instance): Json | undefined {
  if (box) return [...box]
  if (mask) return maskBox(mask)?.box.slice()
  const points = (polygons ?? []).flat()
  if (points.length === 0) return undefined
  const [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  const limits = { left, top, right, bottom }
  for (let at = 0; at + 1 < points.length; at += 2) {
    limits.left = Math.min(limits.left, points[at] ?? 0)
    limits.right = Math.max(limits.right, points[at] ?? 0)
    limits.top = Math.min(limits.top, points[at + 1] ?? 0)
    limits.bottom = Math.max(limits.bottom, points[at + 1] ?? 0)
  }
  return [limits.left, limits.top, limits.right - limits.left, limits.bottom - limits.top]
}

function segmentationOf(before: Json | undefined, { mask, polygons }: Instance): Json {
  if (mask) {
    const compressed = isJsonObject(before) && typeof before.counts === 'string'
    return { ...encodeRle(mask, compressed) }
  }
  return (polygons ?? []).map((polygon) => [...polygon])
}

/** An id as it stands in a file. */
export const idJson = (id: string, isText: boolean): string => {
  if (isText) return JSON.stringify(id)
  if (/^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(id)) return id
  throw new VariegateError(`Expected a number as an id but received ${id}.`)
}
