import type { ByteCanvas } from '../bytes/canvas.js'

/** Copy a canvas's pixels, for what changes them in place; gives the copy's pointer. */
export function copyOf({ scratch, pointer, width, height }: ByteCanvas): number {
  const target = scratch.take(width * height * 4)
  scratch.bytes(target, width * height * 4).set(scratch.bytes(pointer, width * height * 4))
  return target
}

/** The bytes of an image of a canvas's size that begins at a pointer; they hold until memory is taken again. */
export const pixelsAt = ({ scratch, width, height }: ByteCanvas, pointer: number): Uint8Array =>
  scratch.bytes(pointer, width * height * 4)

/** Mix changed pixels, in place, with what they were: before + (after - before) * alpha, rounded half up. */
export function mixPixels(before: Uint8Array, after: Uint8Array, alpha: number): void {
  if (alpha === 1) return
  for (let at = 0; at < after.length; at++) {
    const value = before[at] ?? 0
    after[at] = value + ((after[at] ?? 0) - value) * alpha + 0.5
  }
}
