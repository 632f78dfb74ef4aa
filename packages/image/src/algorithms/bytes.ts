import type { ByteCanvas } from '../bytes/canvas.js'

/** Copy a canvas's pixels, for what changes them in place; gives the copy's pointer. */
export function copyOf({ scratch, pointer, width, height }: ByteCanvas): number {
  const target = scratch.take(width * height * 4)
  scratch.bytes(target, width * height * 4).set(scratch.bytes(pointer, width * height * 4))
  return target
}
