import type { Keypoint } from '../sample.js'
import { determinant, mapPoint, type SpaceMap } from '../space-map.js'

/** Move keypoints. One that leaves the image keeps its place in the list with visibility 0, as COCO writes points without a label. */
export function mapKeypoints(
  keypoints: readonly Keypoint[],
  map: SpaceMap,
): { keypoints: Keypoint[]; lost: Keypoint[] } {
  const lost: Keypoint[] = []
  const moved = keypoints.map((point): Keypoint => {
    if (point.visibility === 0) return point
    const [x, y, weight] = mapPoint(map.matrix, point.x + 0.5, point.y + 0.5)
    if (weight > 0 && x >= 0 && y >= 0 && x < map.width && y < map.height) return { ...point, x: x - 0.5, y: y - 0.5 }
    lost.push(point)
    return { ...point, x: 0, y: 0, visibility: 0 }
  })
  return { keypoints: determinant(map.matrix) < 0 ? swapSides(moved) : moved, lost }
}

/** In a mirrored image the left eye is where the right one was: points with a partner change places, names keep theirs. */
function swapSides(keypoints: readonly Keypoint[]): Keypoint[] {
  return keypoints.map((point) => {
    if (point.name === undefined) return point
    const other = otherSide(point.name)
    const partner = other === point.name ? undefined : keypoints.find(({ name }) => name === other)
    return partner ? { ...partner, name: point.name } : point
  })
}

// "left" and "right" as words of a name: left_eye, eye.right, leftEye, EyeLeft, but not "bright".
const SIDES = /(?<![A-Za-z])(left|right|LEFT|RIGHT)(?![a-z])|(Left|Right)(?![a-z])/g

/** The name of the same part on the other side. */
export function otherSide(name: string): string {
  const other: Readonly<Record<string, string>> = {
    left: 'right',
    right: 'left',
    Left: 'Right',
    Right: 'Left',
    LEFT: 'RIGHT',
    RIGHT: 'LEFT',
  }
  return name.replace(SIDES, (side) => other[side] ?? side)
}
