import { isJsonObject, VariegateError, type Json, type JsonObject } from '@variegate/core'
import { decodeRle, encodeRle, maskBox, type Image, type Instance, type Keypoint } from '@variegate/image'

/** A category's row, with its keypoint names where it has them. */
export type Category = JsonObject

/** A row of annotations and its place in the file. */
export interface Annotation {
  readonly index: number
  readonly row: JsonObject
  readonly category: Category | undefined
}

/** Make an instance of an annotation; its id is its place among the image's annotations, so that it finds its row again. */
export function instanceOf(
  annotation: Annotation,
  size: { readonly width: number; readonly height: number },
  place = 0,
): Instance {
  const { row, category } = annotation
  const owner = `annotation ${JSON.stringify(row.id)}`
  const box = row.bbox === undefined ? undefined : numbers(row.bbox, `bbox of ${owner}`)
  if (box && box.length !== 4)
    throw new VariegateError(`Expected four numbers as bbox of ${owner} but received ${box.length}.`)
  const [x = 0, y = 0, width = 0, height = 0] = box ?? []
  const points = row.keypoints === undefined ? undefined : keypointsOf(row.keypoints, category, owner)
  return {
    id: place,
    ...(typeof category?.name === 'string' ? { label: category.name } : {}),
    ...(box ? { box: [x, y, width, height] as const } : {}),
    ...shapeOf(row.segmentation, owner, size),
    ...(points ? { keypoints: points } : {}),
  }
}

/** Write an instance into its annotation's row; what it does not have of its own stays. */
export function annotationRow(
  { row }: Annotation,
  instance: Instance,
  image: Image,
  id: number,
  imageId: Json,
): JsonObject {
  const { box, polygons, mask, keypoints } = instance
  const changed: Record<string, Json> = { ...row, id, image_id: imageId }
  if (box) changed.bbox = [...box]
  if (polygons) changed.segmentation = polygons.map((polygon) => [...polygon])
  if (mask) {
    const compressed = isJsonObject(row.segmentation) && typeof row.segmentation.counts === 'string'
    changed.segmentation = { ...encodeRle(mask, compressed) }
  }
  if (keypoints) {
    changed.keypoints = keypoints.flatMap(({ x, y, visibility }) => [x, y, visibility])
    changed.num_keypoints = keypoints.filter(({ visibility }) => visibility > 0).length
  }
  // An area that nothing moved stays as it was measured.
  if (row.area !== undefined && image.steps.some(({ kind }) => kind === 'warp')) changed.area = areaOf(instance)
  return changed
}

function areaOf({ mask, polygons, box }: Instance): number {
  if (mask) return maskBox(mask)?.area ?? 0
  if (polygons) return polygons.reduce((sum, polygon) => sum + shoelace(polygon), 0)
  return box ? box[2] * box[3] : 0
}

function shoelace(polygon: readonly number[]): number {
  let twice = 0
  for (let index = 0; index + 1 < polygon.length; index += 2) {
    const next = (index + 2) % polygon.length
    twice += (polygon[index] ?? 0) * (polygon[next + 1] ?? 0) - (polygon[next] ?? 0) * (polygon[index + 1] ?? 0)
  }
  return Math.abs(twice) / 2
}

function shapeOf(
  segmentation: Json | undefined,
  owner: string,
  { width, height }: { readonly width: number; readonly height: number },
): Partial<Instance> {
  if (Array.isArray(segmentation)) {
    const outlines = (segmentation as readonly Json[]).map((outline) => numbers(outline, `segmentation of ${owner}`))
    return outlines.length === 0 ? {} : { polygons: outlines }
  }
  if (!isJsonObject(segmentation)) return {}
  const { size, counts } = segmentation
  const [rows = 0, columns = 0] = numbers(size, `segmentation.size of ${owner}`)
  if (rows !== height || columns !== width) {
    throw new VariegateError(
      `Expected the mask of ${owner} to be ${height}x${width} like its picture but it is ${rows}x${columns}.`,
    )
  }
  const runs = typeof counts === 'string' ? counts : numbers(counts, `segmentation.counts of ${owner}`)
  return { mask: decodeRle({ size: [rows, columns], counts: runs }) }
}

function keypointsOf(value: Json, category: Category | undefined, owner: string): Keypoint[] {
  const flat = numbers(value, `keypoints of ${owner}`)
  const names = Array.isArray(category?.keypoints) ? (category.keypoints as readonly Json[]) : []
  return Array.from({ length: Math.floor(flat.length / 3) }, (_, index): Keypoint => {
    const [x = 0, y = 0, seen = 0] = flat.slice(index * 3, index * 3 + 3)
    const name = names[index]
    return { ...(typeof name === 'string' ? { name } : {}), x, y, visibility: seen >= 2 ? 2 : seen >= 1 ? 1 : 0 }
  })
}

function numbers(value: Json | undefined, owner: string): number[] {
  if (Array.isArray(value) && value.every((item) => typeof item === 'number')) return value
  throw new VariegateError(
    `Expected a list of numbers as ${owner} but received ${JSON.stringify(value)?.slice(0, 80) ?? 'nothing'}.`,
  )
}
