import { isJsonObject, type Json } from '@variegate/core'
import { parseRow } from './document.js'
import { hasPlace, isNothing, type Annotation } from './instance.js'
import type { CocoGroup, Picture } from './scan.js'

/** A picture's objects, each with its row in every document that has it, and the rows about the picture as a whole. */
export interface CocoObjects {
  readonly objects: readonly (readonly Annotation[])[]
  readonly carried: readonly Annotation[]
}

/** Read the rows of a picture. Rows of two documents with one id and one place are one object, as in COCO's instances and keypoints. */
export function objectsOf({ categories }: CocoGroup, { parts }: Picture): CocoObjects {
  const objects: Annotation[][] = []
  const carried: Annotation[] = []
  const byId = new Map<string, Annotation[]>()
  for (const { document, row } of parts) {
    const category = categories[document]?.get(row.category?.text ?? '')
    const annotation: Annotation = { document, text: row.text, row: parseRow(row.text), category }
    if (!hasPlace(annotation.row)) {
      carried.push(annotation)
      continue
    }
    const known = row.id && byId.get(row.id.text)
    if (known?.every((other) => other.document !== document && areOne(other, annotation))) known.push(annotation)
    else {
      objects.push([annotation])
      if (row.id) byId.set(row.id.text, objects.at(-1) ?? [])
    }
  }
  return { objects, carried }
}

/** Whether two rows tell of one object: what both of them say is the same, and they say something in common. */
function areOne(a: Annotation, b: Annotation): boolean {
  const shared = (['bbox', 'segmentation', 'keypoints'] as const).filter(
    (name) => !isNothing(a.row[name]) && !isNothing(b.row[name]),
  )
  const area = a.row.area === undefined || b.row.area === undefined || a.row.area === b.row.area
  return (
    area &&
    a.category?.name === b.category?.name &&
    shared.length > 0 &&
    shared.every((name) => areSame(a.row[name], b.row[name]))
  )
}

/** Whether two small values are the same; what is nested deeper than outlines is not. */
export function areSame(a: Json | undefined, b: Json | undefined, depth = 3): boolean {
  if (a === b) return true
  if (depth === 0) return false
  if (Array.isArray(a) && Array.isArray(b)) {
    const [some, others]: (readonly Json[])[] = [a, b]
    return some?.length === others?.length && !!some?.every((item, index) => areSame(item, others?.[index], depth - 1))
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => areSame(a[name], b[name], depth - 1))
}
