import type { Keypoint } from '../sample.js'
import { exact } from '@variegate/core'
import type { SpaceMap } from '../maps/space-map.js'

/** Move keypoints. One that leaves the image keeps its place in the list with visibility 0, as COCO writes points without a label. */
export function mapKeypoints(
  keypoints: readonly Keypoint[],
  map: SpaceMap,
): { keypoints: Keypoint[]; lost: Keypoint[] } {
  const lost: Keypoint[] = []
  const moved = keypoints.map((point): Keypoint => {
    if (point.visibility === 0) return point
    const [x, y] = map.forward(point.x + 0.5, point.y + 0.5) ?? [-1, -1]
    if (x >= 0 && y >= 0 && x < map.width && y < map.height)
      return { ...point, x: x - 0.5, y: y - 0.5, ...turned(point, map) }
    lost.push(point)
    return { ...point, x: 0, y: 0, visibility: 0 }
  })
  return { keypoints: map.mirrors ? swapSides(moved) : moved, lost }
}

/** A keypoint's direction follows what the map does to directions at its place. */
function turned({ x, y, angle }: Keypoint, map: SpaceMap): { angle?: number } {
  if (angle === undefined) return {}
  const [a, b, c, d] = map.linear(x + 0.5, y + 0.5)
  const [cos, sin] = [exact.cos((angle * Math.PI) / 180), exact.sin((angle * Math.PI) / 180)]
  return { angle: directionOf(a * cos + b * sin, c * cos + d * sin) }
}

/** The angle of a direction in degrees from +x towards +y, in (-180, 180]. */
export const directionOf = (x: number, y: number): number => (exact.atan2(y, x) * 180) / Math.PI

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
