/** A plane of whole macroblocks with room for what is predicted from outside. */
export interface Plane {
  readonly width: number
  readonly height: number
  readonly data: Int32Array
}

export const STRIDE_ROOM = 8
export const indexOf = ({ width }: Plane, x: number, y: number) => (y + 1) * (width + STRIDE_ROOM) + x + 1
export const get = (plane: Plane, x: number, y: number) => plane.data[indexOf(plane, x, y)] ?? 0
export function set(plane: Plane, x: number, y: number, value: number) {
  plane.data[indexOf(plane, x, y)] = value
}
export function emptyPlane(width: number, height: number): Plane {
  const plane = { width, height, data: new Int32Array((width + STRIDE_ROOM) * (height + 2)) }
  for (let y = 0; y < height; y++) set(plane, -1, y, 129)
  for (let x = -1; x < width + 4; x++) set(plane, x, -1, 127)
  return plane
}

export type Block = number[]
export const block = (size: number, value: (x: number, y: number) => number): Block =>
  Array.from({ length: size * size }, (_, at) => value(at % size, Math.floor(at / size)))
export const part = (plane: Plane, left: number, top: number, size: number): Block =>
  block(size, (x, y) => get(plane, left + x, top + y))
export function put(plane: Plane, left: number, top: number, size: number, values: Block) {
  for (const [at, value] of values.entries()) set(plane, left + (at % size), top + Math.floor(at / size), value)
}
