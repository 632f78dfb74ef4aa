/** Bits not read yet, from the highest on, and how many there are. */
export let bits: u64 = 0
export let count: i32 = 0
/** Where the byte after those lies, exclusively: a segment's bytes lie backwards, so that a word of them is read in one go. */
export let next: usize = 0
let lowest: usize = 0

/** Bytes beyond a segment's end that are read as zeros before anybody notices: more than a group of ten blocks can take. */
export const BEYOND: usize = 8192

/** Go on with what `keep` was given. */
// @ts-ignore: decorator
@inline
export function keep(newBits: u64, newCount: i32, newNext: usize): void {
  bits = newBits
  count = newCount
  next = newNext
}

/** Whether no more was read than the segment has. */
// @ts-ignore: decorator
@inline
export function withinSegment(): bool {
  return <isize>(next + ((<usize>count) >> 3)) >= <isize>lowest
}

/**
 * Take the bytes of a segment, up to a marker or `end`: a byte 255 of data is followed by a 0, which is left out. They are written backwards below
 * `top`. Gives the place of the marker.
 */
export function takeSegment(at: usize, end: usize, top: usize): usize {
  const backwards = i8x16(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
  const escape = i8x16.splat(-1)
  let to = top
  while (at < end) {
    if (at + 16 <= end) {
      const sixteen = v128.load(at)
      const escapes = i8x16.bitmask(i8x16.eq(sixteen, escape))
      const plain = escapes == 0 ? 16 : ctz(escapes)
      v128.store(to - 16, i8x16.swizzle(sixteen, backwards))
      at += plain
      to -= plain
      if (plain == 16) continue
    }
    const byte = load<u8>(at)
    if (byte == 255) {
      if (at + 1 >= end || load<u8>(at, 1) != 0) break
      at++
    }
    at++
    to--
    store<u8>(to, byte)
  }
  memory.fill(to - BEYOND, 0, BEYOND)
  keep(0, 0, top)
  lowest = to
  return at
}
