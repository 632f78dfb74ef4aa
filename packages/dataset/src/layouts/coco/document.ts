import { isJsonObject, VariegateError, type Json, type JsonObject } from '@variegate/core'
import { fieldsOf, itemsOf } from '../../files/json-text.js'
import type { Problem } from '../layout.js'
import { refuseOtherCoordinates } from './coordinates.js'

/** A COCO file. Rows stay texts, so that what is not the library's comes back to the letter, and are read again when they are needed. */
export interface CocoDocument {
  /** Path relative to the dataset. */
  readonly path: string
  /** The fields of the file in their order, with their texts. */
  readonly fields: readonly (readonly [name: string, text: string])[]
  readonly images: readonly ImageRow[]
  readonly annotations: readonly AnnotationRow[]
  readonly categories: readonly CategoryRow[]
  readonly problems: readonly Problem[]
}

export interface ImageRow {
  readonly text: string
  readonly id: RowId | undefined
  readonly fileName: string | undefined
}

export interface AnnotationRow {
  readonly text: string
  readonly id: RowId | undefined
  readonly image: RowId | undefined
  readonly category: RowId | undefined
  readonly hasPoints: boolean
}

export interface CategoryRow {
  readonly row: JsonObject
  readonly id: RowId | undefined
}

/** An id as text: digits as they stand, however many, and `1.0` as `1`; `isText` where it is a string in the file. */
export interface RowId {
  readonly text: string
  readonly isText: boolean
}

/** Take a JSON text for a COCO file, or not where it is something else; throws a `SyntaxError` where it is no JSON. */
export function readDocument(path: string, text: string): CocoDocument | undefined {
  if (!/^\s*\{/.test(text)) {
    JSON.parse(text)
    return undefined
  }
  const fields = fieldsOf(text)
  const problems: Problem[] = []
  const textOf = (name: string): string | undefined => {
    const [field, again] = fields.filter((candidate) => candidate[0] === name)
    if (again) throw new VariegateError(`Expected one list "${name}" in the label file ${path} but it has two.`)
    return field?.[1]
  }
  const rowsOf = <Row>(name: string, read: (row: JsonObject, text: string) => Row): Row[] => {
    const list = textOf(name)
    return list?.startsWith('[') ? itemsOf(list).flatMap((item, index) => objectOf(item, name, index, read)) : []
  }
  const objectOf = <Row>(
    item: string,
    name: string,
    index: number,
    read: (row: JsonObject, text: string) => Row,
  ): Row[] => {
    const row = JSON.parse(item) as Json // JSON.parse gives JSON
    if (isJsonObject(row)) return [read(row, item)]
    const id = `${path}#${name}[${index}]`
    problems.push({ id, reason: `Expected an object as a row of "${name}" but received ${item.slice(0, 40)}.` })
    return []
  }
  for (const [name, value] of fields) if (!LISTS.has(name)) JSON.parse(value)
  const images = rowsOf('images', readImage)
  const known = new Set<string>()
  const annotations = rowsOf('annotations', (row, item) => {
    refuseOtherCoordinates(row, known, path)
    return readAnnotation(row, item)
  })
  const categories = rowsOf('categories', (row, item) => ({ row, id: idOf(row, 'id', item) }))
  // Predictions have annotations alone, and other tools lists of their own; the files of test sets have pictures alone.
  const [imageList, annotationList] = [textOf('images'), textOf('annotations')]
  if (imageList === undefined) return undefined
  if (annotationList === undefined && !images.some(({ fileName }) => fileName !== undefined)) return undefined
  const areLists = [imageList, annotationList ?? '[]'].every((list) => list.startsWith('['))
  if (!areLists && images.length === 0 && annotations.length === 0) return undefined
  for (const [name, list = '[]'] of [
    ['images', imageList],
    ['annotations', annotationList],
  ] as const) {
    if (!list.startsWith('['))
      throw new VariegateError(`Expected a list "${name}" in the label file ${path} but received ${list.slice(0, 40)}.`)
  }
  return { path, fields, images, annotations, categories, problems }
}

const LISTS: ReadonlySet<string> = new Set(['images', 'annotations', 'categories'])

/** Read a row's text again. */
export function parseRow(text: string): JsonObject {
  const row = JSON.parse(text) as Json // JSON.parse gives JSON
  if (isJsonObject(row)) return row
  throw new VariegateError(`Expected an object as a row but received ${text.slice(0, 80)}.`)
}

/** Read an id of a row; nothing where it is neither a number nor a text. */
export function idOf(row: JsonObject, name: string, text: string): RowId | undefined {
  const value = row[name]
  if (typeof value === 'string') return { text: value, isText: true }
  if (typeof value !== 'number') return undefined
  if (Number.isSafeInteger(value)) return { text: String(value), isText: false }
  // The text has the digits that a double has lost.
  const digits = fieldsOf(text).findLast(([field]) => field === name)?.[1] ?? ''
  return { text: /^-?\d+(?=\.0+$|$)/.exec(digits)?.[0] ?? String(value), isText: false }
}

function readImage(row: JsonObject, text: string): ImageRow {
  return { text, id: idOf(row, 'id', text), fileName: typeof row.file_name === 'string' ? row.file_name : undefined }
}

function readAnnotation(row: JsonObject, text: string): AnnotationRow {
  const [id, image, category] = [idOf(row, 'id', text), idOf(row, 'image_id', text), idOf(row, 'category_id', text)]
  return { text, id, image, category, hasPoints: Array.isArray(row.keypoints) && row.keypoints.length > 0 }
}
