import { isJsonObject, VariegateError, type Json, type JsonObject } from '@variegate/core'

const FOLLOWING: ReadonlySet<string> = new Set(['bbox', 'segmentation', 'keypoints'])
const COORDINATES = /box|poly|kpts|keypoints|points|contour|^dp_|^rle$|segments_info|mask/i

/**
 * Refuse coordinates that would stay where they were while the picture moves (whole-body points, DensePose, panoptic segments, boxes of
 * other tools); `known` remembers the names that are none.
 */
export function refuseOtherCoordinates(row: JsonObject, known: Set<string>, path: string): void {
  for (const name in row) {
    if (known.has(name)) continue
    if (FOLLOWING.has(name) || !COORDINATES.test(name)) known.add(name)
    else if (holdsNumbers(row[name], 3)) {
      throw new VariegateError(
        `Expected coordinates of annotations in ${path} under bbox, segmentation or keypoints but "${name}" of annotation ${JSON.stringify(row.id)} holds some too, which would not follow the picture; remove that field or put them there.`,
      )
    }
  }
}

function holdsNumbers(value: Json | undefined, depth: number): boolean {
  if (Array.isArray(value)) {
    const items = value as readonly Json[]
    if (items.length > 1 && typeof items[0] === 'number') return true
    return depth > 0 && items.some((item) => holdsNumbers(item, depth - 1))
  }
  return depth > 0 && isJsonObject(value) && Object.values(value).some((item) => holdsNumbers(item, depth - 1))
}
