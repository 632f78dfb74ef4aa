import { philoxBytes } from './philox'

const FILL: u32 = 3

/** Fill a rectangle inside the raster with one colour; alpha stays. */
export function fillRectangle(pointer: usize, width: i32, x: i32, y: i32, w: i32, h: i32, colour: u32): void {
  for (let row = y; row < y + h; row++) {
    let at = pointer + ((<usize>row * <usize>width + <usize>x) << 2)
    for (let column = 0; column < w; column++, at += 4) {
      store<u32>(at, (load<u32>(at) & 0xff000000) | (colour & 0x00ffffff))
    }
  }
}

/** Fill a rectangle with even noise; pixel i of the rectangle takes the low three bytes of word i & 3 of block i >> 2. `scratch` has 64 bytes. */
export function fillNoise(
  pointer: usize,
  width: i32,
  x: i32,
  y: i32,
  w: i32,
  h: i32,
  frame: u32,
  key0: u32,
  key1: u32,
  scratch: usize,
): void {
  let index: u32 = 0
  for (let row = y; row < y + h; row++) {
    let at = pointer + ((<usize>row * <usize>width + <usize>x) << 2)
    for (let column = 0; column < w; column++, at += 4, index++) {
      if ((index & 15) == 0) philoxBytes(scratch, index >> 2, FILL, frame, key0, key1)
      const word = load<u32>(scratch + ((<usize>(index & 15)) << 2))
      store<u32>(at, (load<u32>(at) & 0xff000000) | (word & 0x00ffffff))
    }
  }
}
