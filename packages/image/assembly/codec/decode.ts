import { block } from '../jpeg-block'
import { inverseBlock } from '../jpeg-quantise'
import { bits, count, keep, next, takeSegment, withinSegment } from './bits'
import { extend, FOLLOWS, KIND, KNOWN, LONG, LOOK, longEntry, NONE } from './huffman'
import { ZIGZAG } from './zigzag'

// A component, in 32-bit numbers: sampling factors across and down, steps of quantisation (80 of 16 bits, in the file's order), tables of DC and AC,
// its plane and the plane's stride, and the last DC.
const ACROSS = 0
const DOWN = 4
const STEPS = 8
const DC = 12
const AC = 16
const PLANE = 20
const STRIDE = 24
const LAST = 28
const COMPONENT: usize = 32

/**
 * Decode a baseline scan (T.81 annex F) to planes of bytes. A scan of one component has blocks, `columns` by `rows` of them; others have groups
 * of each component's sampling factors. `components` as above; `top`: the end of room for the scan's bytes, with 8208 more before it.
 * Gives the place after the scan, or 0 where it is damaged or too short.
 */
export function decodeScan(
  at: usize, end: usize, components: usize, amount: i32, columns: i32, rows: i32, interval: i32, top: usize,
): usize {
  const last = components + (<usize>amount) * COMPONENT
  const total = columns * rows
  let left = 0
  let restart = 0
  let column = 0
  let row = 0
  for (let index = 0; index < total; index++) {
    if (left == 0) {
      if (index > 0) {
        if (at + 2 > end || load<u8>(at) != 255 || load<u8>(at, 1) != 0xd0 + (restart & 7)) return 0
        restart++
        at += 2
      }
      at = takeSegment(at, end, top)
      for (let one = components; one < last; one += COMPONENT) store<i32>(one, 0, LAST)
      left = interval > 0 ? interval : total
    }
    left--
    for (let one = components; one < last; one += COMPONENT) {
      const across = amount == 1 ? 1 : load<i32>(one, ACROSS)
      const down = amount == 1 ? 1 : load<i32>(one, DOWN)
      const stride = load<usize>(one, STRIDE)
      for (let y = 0; y < down; y++) {
        for (let x = 0; x < across; x++) {
          if (!decodeBlock(one)) return 0
          const to = load<usize>(one, PLANE) + ((<usize>(row * down + y)) << 3) * stride + ((<usize>(column * across + x)) << 3)
          if (only) evenBlock(to, stride)
          else inverseBlock(to, stride)
        }
      }
    }
    if (!withinSegment()) return 0
    column++
    if (column == columns) {
      column = 0
      row++
    }
  }
  return at
}

/** Whether the block that was read last has nothing but a mean. */
let only: bool = false

/** Read a block's coefficients, times their steps; false where there is no such code, or more than 64 of them. */
function decodeBlock(component: usize): bool {
  const zero = i64x2.splat(0)
  for (let at: usize = 0; at < 128; at += 16) v128.store(block + at, zero)
  const steps = load<usize>(component, STEPS)
  let some = bits
  let left = count
  let from = next

  if (left < 32) {
    from -= 4
    some |= (<u64>load<u32>(from)) << (32 - left)
    left += 32
  }
  const differences = load<usize>(component, DC)
  let entry = load<u32>(differences + ((<usize>(some >> (64 - LOOK))) << 2))
  if ((entry & KIND) == LONG) {
    entry = longEntry(differences, <u32>(some >> 48))
    if (entry == 0) return false
  }
  let length = entry & 31
  some <<= length
  left -= length
  let difference = (<i32>entry) >> 16
  if ((entry & KIND) == FOLLOWS) {
    const size = (entry >> 8) & 15
    difference = extend(<u32>(some >> (64 - size)), size)
    some <<= size
    left -= size
  }
  const mean = load<i32>(component, LAST) + difference
  store<i32>(component, mean, LAST)
  store<i16>(block, <i16>(mean * <i32>load<u16>(steps)))

  const table = load<usize>(component, AC)
  let index: u32 = 1
  while (index < 64) {
    if (left < 32) {
      from -= 4
      some |= (<u64>load<u32>(from)) << (32 - left)
      left += 32
    }
    entry = load<u32>(table + ((<usize>(some >> (64 - LOOK))) << 2))
    let value = (<i32>entry) >> 16
    if ((entry & KIND) != KNOWN) {
      if ((entry & KIND) == LONG) {
        entry = longEntry(table, <u32>(some >> 48))
        if (entry == 0) return false
      }
      const size = (entry >> 8) & 15
      if ((entry & KIND) == NONE) {
        length = entry & 31
        some <<= length
        left -= length
        if (((entry >> 12) & 15) != 15) break
        index += 16
        continue
      }
      value = extend(<u32>((some << (entry & 31)) >> (64 - size)), size)
      entry += size
    }
    length = entry & 31
    some <<= length
    left -= length
    index += (entry >> 12) & 15
    store<i16>(
      block + ((<usize>load<u8>(ZIGZAG + index)) << 1), <i16>(value * <i32>load<u16>(steps + ((<usize>index) << 1))),
    )
    index++
  }
  keep(some, left, from)
  only = index == 1
  return index <= 64
}

/** What the transform back makes of a mean alone. */
function evenBlock(to: usize, stride: usize): void {
  const value = i16x8.add_sat_s(i16x8.shr_s(i16x8.add_sat_s(i16x8.splat(load<i16>(block)), i16x8.splat(4)), 3), i16x8.splat(128))
  const row = i8x16.narrow_i16x8_u(value, value)
  for (let y = 0; y < 8; y++, to += stride) v128.store64_lane(to, row, 0)
}
