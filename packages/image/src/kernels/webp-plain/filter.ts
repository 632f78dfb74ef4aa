import { clamp } from '../testing.js'
import { indexOf, STRIDE_ROOM, type Plane } from './planes.js'

/** Soften the edges of a macroblock by the normal filter of section 15.3. */
export function filterBlock(plane: Plane, blockX: number, blockY: number, size: number, level: number, inner: boolean) {
  const [left, top] = [blockX * size, blockY * size]
  const wide = plane.width + STRIDE_ROOM
  const along = (x: number, y: number, across: number, next: number, edge: boolean) => {
    for (let at = 0; at < size; at++) filterAt(plane.data, indexOf(plane, x, y) + at * next, across, level, edge)
  }
  if (blockX > 0) along(left, top, 1, wide, true)
  if (inner) for (let x = 4; x < size; x += 4) along(left + x, top, 1, wide, false)
  if (blockY > 0) along(left, top, wide, 1, true)
  if (inner) for (let y = 4; y < size; y += 4) along(left, top + y, wide, 1, false)
}

function filterAt(data: Int32Array, at: number, step: number, level: number, edge: boolean) {
  const value = (place: number) => data[at + place * step] ?? 0
  const difference = (one: number, other: number) => Math.abs(value(one) - value(other))
  const change = (place: number, by: number) => {
    data[at + place * step] = clamp(value(place) + by)
  }
  const limit = 2 * (3 * level + (edge ? 4 : 0)) + 1
  if (4 * difference(-1, 0) + difference(-2, 1) > limit) return
  if ([-4, -3, -2, 0, 1, 2].some((place) => difference(place, place + 1) > level)) return
  const sharp = level >= 40 ? 2 : level >= 15 ? 1 : 0
  const uneven = difference(-2, -1) > sharp || difference(1, 0) > sharp
  const byte = (number: number) => Math.min(127, Math.max(-128, number))
  const slope = 3 * (value(0) - value(-1))
  if (!uneven && edge) {
    const whole = byte(slope + byte(value(-2) - value(1)))
    for (const [place, weight] of [27, 18, 9].entries()) {
      const by = (weight * whole + 63) >> 7
      change(-1 - place, by)
      change(place, -by)
    }
    return
  }
  const whole = uneven ? slope + byte(value(-2) - value(1)) : slope
  const [before, after] = [byte(whole + 3) >> 3, byte(whole + 4) >> 3]
  if (!uneven) {
    change(-2, (after + 1) >> 1)
    change(1, -((after + 1) >> 1))
  }
  change(-1, before)
  change(0, -after)
}
