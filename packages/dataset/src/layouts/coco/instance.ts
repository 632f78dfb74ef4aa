import { isJsonObject, VariegateError, type Json, type JsonObject } from '@variegate/core'
import { decodeRle, type Instance, type Keypoint } from '@variegate/image'

/** An annotation's row, read, with its text and its category. */
export interface Annotation {
  /** The index of its document. */
  readonly document: number
  readonly text: string
  readonly row: JsonObject
  readonly category: JsonObject | undefined
}

interface Size {
  readonly width: number
  readonly height: number
}

/** Whether a row says where something is; captions and classes of the whole picture do not. */
export const hasPlace = ({ bbox, segmentation, keypoints }: JsonObject): boolean =>
  [bbox, segmentation, keypoints].some((value) => !isNothing(value))

/** Nothing, null, or lists of nothing: what tools write where there is no box, no outline, no point. */
export const isNothing = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  (Array.isArray(value) &&
    (value as readonly Json[]).every((item) => Array.isArray(item) && (item as readonly Json[]).length === 0))

/** Make an instance of an object's rows, one of each document that has it; throws a `VariegateError` where one says what cannot be. */
export function instanceOf(rows: readonly Annotation[], size: Size, place: number): Instance {
  const parts = rows.map((annotation) => partOf(annotation, size))
  return Object.assign({ id: place }, ...parts.toReversed()) as Instance // parts of instances over its id
}

function partOf({ row, category }: Annotation, size: Size): Partial<Instance> {
  const owner = `annotation ${JSON.stringify(row.id)}`
  const points = isNothing(row.keypoints) ? undefined : keypointsOf(row.keypoints, category, owner)
  return {
    ...(typeof category?.name === 'string' ? { label: category.name } : {}),
    ...boxOf(row, owner),
    ...shapeOf(row.segmentation, owner, size),
    ...(points ? { keypoints: points } : {}),
    ...(typeof row.area === 'number' ? { area: row.area } : {}),
  }
}

function boxOf({ bbox, segmentation, attributes }: JsonObject, owner: string): Partial<Instance> {
  if (isNothing(bbox)) return {}
  // CVAT writes a turned rectangle as the upright one and its angle.
  const angle = isJsonObject(attributes) ? attributes.rotation : undefined
  if (typeof angle === 'number' && angle !== 0 && isNothing(segmentation))
    throw new VariegateError(
      `Expected an upright bbox of ${owner} but its attributes turn it by ${angle} degrees; export it as an outline.`,
    )
  const box = numbers(bbox, `bbox of ${owner}`)
  const [x = 0, y = 0, width = 0, height = 0] = box
  if (box.length !== 4)
    throw new VariegateError(`Expected four numbers as bbox of ${owner} but received ${box.length}.`)
  if (width < 0 || height < 0)
    throw new VariegateError(`Expected sides of at least 0 in bbox of ${owner} but received [${box.join(', ')}].`)
  return { box: [x, y, width, height] }
}

function shapeOf(segmentation: Json | undefined, owner: string, { width, height }: Size): Partial<Instance> {
  if (isNothing(segmentation)) return {}
  if (Array.isArray(segmentation)) {
    const outlines = (segmentation as readonly Json[]).map((outline) => numbers(outline, `segmentation of ${owner}`))
    for (const { length } of outlines) {
      if (length < 6 || length % 2 !== 0)
        throw new VariegateError(
          `Expected outlines of at least three points, x and y each, in segmentation of ${owner} but received ${length} numbers.`,
        )
    }
    return { polygons: outlines }
  }
  if (!isJsonObject(segmentation))
    throw new VariegateError(
      `Expected outlines or a run-length mask as segmentation of ${owner} but received ${shown(segmentation)}.`,
    )
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

function keypointsOf(value: Json | undefined, category: JsonObject | undefined, owner: string): Keypoint[] {
  const flat = numbers(value, `keypoints of ${owner}`)
  const names = Array.isArray(category?.keypoints) ? (category.keypoints as readonly Json[]) : []
  const count = flat.length / 3
  if (!Number.isInteger(count))
    throw new VariegateError(
      `Expected three numbers for each point, x, y and visibility, as keypoints of ${owner} but received ${flat.length}.`,
    )
  if (names.length > 0 && names.length !== count)
    throw new VariegateError(
      `Expected ${names.length} keypoints, as its category names, for ${owner} but received ${count}.`,
    )
  return Array.from({ length: count }, (_, index): Keypoint => {
    const [x = 0, y = 0, seen] = flat.slice(index * 3, index * 3 + 3)
    if (seen !== 0 && seen !== 1 && seen !== 2)
      throw new VariegateError(
        `Expected 0, 1 or 2 as visibility of point ${index + 1} of ${owner} but received ${seen}.`,
      )
    const name = names[index]
    return { ...(typeof name === 'string' ? { name } : {}), x, y, visibility: seen }
  })
}

function numbers(value: Json | undefined, owner: string): number[] {
  if (Array.isArray(value) && value.every((item) => typeof item === 'number')) return value
  throw new VariegateError(`Expected a list of numbers as ${owner} but received ${shown(value)}.`)
}

function shown(value: Json | undefined): string {
  try {
    return JSON.stringify(value)?.slice(0, 80) ?? 'nothing'
  } catch {
    // Nested deeper than what can be written.
    return 'lists within lists'
  }
}
