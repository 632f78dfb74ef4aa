import type { JsonObject } from '@variegate/core'
import type { Problem } from '../layout.js'
import type { AnnotationRow, CocoDocument, ImageRow } from './document.js'

/** A document whose rows were looked for. */
export interface Matched {
  readonly document: CocoDocument
  /** The rows that name a picture, by the picture's path. */
  readonly rows: ReadonlyMap<string, readonly ImageRow[]>
  /** Pictures that rows may have meant. */
  readonly candidates: readonly string[]
  readonly problems: readonly Problem[]
}

/** The pictures by image id. Where ids or pictures are named twice, nobody knows whose the annotations are: these pictures are refused. */
export function imagesById(
  { document, rows }: Matched,
  refused: Set<string>,
  problems: Problem[],
): ReadonlyMap<string, string | undefined> {
  const byId = new Map<string, string | undefined>()
  for (const [path, [row, ...others]] of rows) {
    for (const { id } of row ? [row, ...others] : []) if (id) byId.set(id.text, path)
    if (others.length === 0) continue
    refused.add(path)
    const ids = [row, ...others].map((one) => one?.id?.text).join(', ')
    problems.push({
      id: path,
      reason: `Expected one row for ${path} in ${document.path} but the images ${ids} name it.`,
    })
  }
  const count = new Map<string, number>()
  for (const { id } of document.images) if (id) count.set(id.text, (count.get(id.text) ?? 0) + 1)
  for (const [path, list] of rows) {
    for (const { id } of list) {
      if (!id || count.get(id.text) === 1 || refused.has(path)) continue
      refused.add(path)
      problems.push({
        id: path,
        reason: `Expected one image with the id ${id.text} in ${document.path} but ${count.get(id.text)} have it.`,
      })
    }
  }
  for (const { id } of document.images) if (id && !byId.has(id.text)) byId.set(id.text, undefined)
  return byId
}

/** The annotations of known images; what is wrong with the others, and with ids, is recorded once for each kind of them. */
export function annotationsOf(
  { path, annotations }: CocoDocument,
  images: ReadonlyMap<string, string | undefined>,
  problems: Problem[],
): AnnotationRow[] {
  const lost = new Map<string | undefined, number>()
  const ids = new Map<string, number>()
  const kept = annotations.filter((row) => {
    if (row.id) ids.set(row.id.text, (ids.get(row.id.text) ?? 0) + 1)
    const image = row.image?.text
    if (image !== undefined && images.has(image)) return true
    lost.set(image, (lost.get(image) ?? 0) + 1)
    return false
  })
  for (const [image, count] of lost) {
    const [where, what] =
      image === undefined ? ['no image', 'no image_id'] : [`image ${image}`, `the image_id ${image}`]
    problems.push({
      id: `${path}#annotations, ${where}`,
      reason: `Expected annotations of images in ${path} but ${count} ${count === 1 ? 'has' : 'have'} ${what}; left out.`,
    })
  }
  for (const [id, count] of ids) {
    if (count === 1) continue
    problems.push({
      id: `${path}#annotation ${id}`,
      reason: `Expected one annotation with the id ${id} in ${path} but there are ${count}; copies get ids of their own, originals keep theirs.`,
    })
  }
  return kept
}

/** The categories by id; annotations whose category is unknown or named twice go without a class, which is recorded. */
export function categoriesOf(document: CocoDocument, problems: Problem[]): ReadonlyMap<string, JsonObject> {
  const { path, annotations } = document
  const categories = new Map<string, JsonObject>()
  const twice = new Set<string>()
  for (const { row, id } of document.categories) {
    if (id === undefined) continue
    const other = categories.get(id.text)
    if (other && other.name !== row.name) twice.add(id.text)
    categories.set(id.text, row)
  }
  for (const id of twice) {
    categories.delete(id)
    problems.push({
      id: `${path}#category ${id}`,
      reason: `Expected one category with the id ${id} in ${path} but there are several; their annotations keep the number and go without a class name.`,
    })
  }
  const lost = new Map<string, number>()
  for (const { category } of annotations) {
    if (category && !categories.has(category.text) && !twice.has(category.text))
      lost.set(category.text, (lost.get(category.text) ?? 0) + 1)
  }
  for (const [id, count] of lost) {
    problems.push({
      id: `${path}#category ${id}`,
      reason: `Expected the category ${id} of ${count} annotation${count === 1 ? '' : 's'} in ${path} but it is not there; they keep its number and go without a class name.`,
    })
  }
  for (const id of pointsWithoutNames(annotations, categories)) {
    problems.push({
      id: `${path}#category ${id}`,
      reason: `Expected names of the keypoints of category ${id} in ${path} but there are none; left and right do not change places where a picture is mirrored.`,
    })
  }
  return categories
}

function pointsWithoutNames(
  annotations: readonly AnnotationRow[],
  categories: ReadonlyMap<string, JsonObject>,
): ReadonlySet<string> {
  const nameless = new Set<string>()
  for (const { hasPoints, category } of annotations) {
    const known = category && categories.get(category.text)
    if (hasPoints && known && !Array.isArray(known.keypoints)) nameless.add(category.text)
  }
  return nameless
}
