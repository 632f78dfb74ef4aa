import { philox12 } from './philox'

const FILL: u32 = 3
const COLOUR: u32 = 0x00ffffff

/** Fill a rectangle inside the raster with one colour; alpha stays. */
export function fillRectangle(pointer: usize, width: i32, x: i32, y: i32, w: i32, h: i32, colour: u32): void {
  const alpha = i32x4.splat(~COLOUR)
  const colours = i32x4.splat(colour & COLOUR)
  for (let row = y; row < y + h; row++) {
    let at = pointer + ((<usize>row * <usize>width + <usize>x) << 2)
    const end = at + ((<usize>w) << 2)
    for (; at + 16 <= end; at += 16) v128.store(at, v128.or(v128.and(v128.load(at), alpha), colours))
    for (; at < end; at += 4) store<u32>(at, (load<u32>(at) & ~COLOUR) | (colour & COLOUR))
  }
}

/** Fill a rectangle with even noise, row by row: each pixel takes the low three bytes of the stream's next word. `scratch` has 192 bytes. */
export function fillNoise(
  pointer: usize, width: i32, x: i32, y: i32, w: i32, h: i32, frame: u32, key0: u32, key1: u32, scratch: usize,
): void {
  const alpha = i32x4.splat(~COLOUR)
  const stop = scratch + 192
  let block: u32 = 0
  let words = stop
  for (let row = y; row < y + h; row++) {
    let at = pointer + ((<usize>row * <usize>width + <usize>x) << 2)
    const end = at + ((<usize>w) << 2)
    while (at < end) {
      if (words == stop) {
        philox12(scratch, block, FILL, frame, key0, key1)
        block += 12
        words = scratch
      }
      const most = at + min(end - at, stop - words)
      for (; at + 16 <= most; at += 16, words += 16) {
        v128.store(at, v128.bitselect(v128.load(at), v128.load(words), alpha))
      }
      for (; at < most; at += 4, words += 4) store<u32>(at, (load<u32>(at) & ~COLOUR) | (load<u32>(words) & COLOUR))
    }
  }
}
