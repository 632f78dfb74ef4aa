import { block } from '../jpeg-block'
import { halve } from '../jpeg-chroma'
import { toYcc } from '../jpeg-colour'
import { forwardBlock, prepareSteps, STEPS, wholeSteps } from '../jpeg-quantise'
import { ZIGZAG } from './zigzag'

const PAGE: usize = 65536
/** A block takes less than this: 64 values of at most 27 bits, and a byte after each of 255. */
const MOST_BYTES: usize = 512

/** Bits that make no whole byte yet, lowest last, and how many there are, at most 7. */
let bits: u64 = 0
let count: i32 = 0
/** Where the last whole byte lies: those of a row of groups are written backwards, so that eight at a time need no turning round. */
let next: usize = 0

/**
 * Encode a baseline scan (T.81 annex F) of opaque pixels: groups of 16x16 pixels in Y, Cb and Cr, chroma at half the width and height, or of 8x8 at full
 * size; or of blocks of the first channel, where `grey`. `tables`: for reading quantisation steps row by row, 64 of 16 bits of luma and of chroma, then tables of codes of
 * DC and AC of luma and of chroma. Past the edges the last row and column are repeated. `room` has 6 (width + 48) * 16 + 2 * 384 bytes, and 3072 for every
 * 16 pixels of the width, begun ones too. Bytes are written to the end of memory, which grows as they need. Gives their end.
 */
export function encodeScan(
  source: usize, width: i32, height: i32, grey: bool, subsample: bool, tables: usize, room: usize, target: usize,
): usize {
  const lumaSteps = room
  const chromaSteps = lumaSteps + STEPS
  prepareSteps(tables, lumaSteps)
  prepareSteps(tables + 128, chromaSteps)
  const codes = tables + 256
  const size = subsample && !grey ? 16 : 8
  const columns = (width + size - 1) / size
  const stride = <usize>(columns * size)
  const luma = chromaSteps + STEPS
  const blue = luma + stride * 16
  const red = blue + stride * 16
  const halfBlue = red + stride * 16
  const halfRed = halfBlue + stride * 8
  let lastLuma = 0
  let lastBlue = 0
  let lastRed = 0
  const most = <usize>columns * MOST_BYTES * (grey ? 1 : size == 16 ? 6 : 3)
  const turned = halfRed + stride * 8 + most
  let end = target
  bits = 0
  count = 0
  next = turned
  for (let top = 0; top < height; top += size) {
    ensure(end + most)
    for (let y = 0; y < size; y++) {
      const row = <usize>y * stride
      const from = source + ((<usize>min(top + y, height - 1) * <usize>width) << 2)
      if (grey) takeFirst(from, width, luma + row)
      else toYcc(from, width, luma + row, blue + row, red + row)
      repeatLast(luma + row, width, stride)
      if (grey) continue
      repeatLast(blue + row, width, stride)
      repeatLast(red + row, width, stride)
    }
    if (size == 16) {
      // Rows past the last are repeated once they are halved.
      const rows = (min(height - top, 16) + 1) >> 1
      for (let y = 0; y < 8; y++) {
        const row = (<usize>(min(y, rows - 1))) * 2 * stride
        halve(blue + row, blue + row + stride, halfBlue + ((<usize>y * stride) >> 1), <i32>(stride >> 1))
        halve(red + row, red + row + stride, halfRed + ((<usize>y * stride) >> 1), <i32>(stride >> 1))
      }
    }
    for (let column = 0; column < columns; column++) {
      const left = (<usize>column) * <usize>size
      if (size == 8) {
        lastLuma = encodeBlock(luma + left, stride, lumaSteps, codes, lastLuma)
        if (grey) continue
        lastBlue = encodeBlock(blue + left, stride, chromaSteps, codes + 2048, lastBlue)
        lastRed = encodeBlock(red + left, stride, chromaSteps, codes + 2048, lastRed)
        continue
      }
      for (let part = 0; part < 4; part++) {
        const x = <i32>left + ((part & 1) << 3)
        const y = (part >> 1) << 3
        // Blocks wholly outside cost least as copies of the mean before.
        if (x < width && top + y < height) lastLuma = encodeBlock(luma + <usize>y * stride + <usize>x, stride, lumaSteps, codes, lastLuma)
        else encodeNothing(codes)
      }
      lastBlue = encodeBlock(halfBlue + (left >> 1), stride >> 1, chromaSteps, codes + 2048, lastBlue)
      lastRed = encodeBlock(halfRed + (left >> 1), stride >> 1, chromaSteps, codes + 2048, lastRed)
    }
    end = writeBytes(turned, next, end)
    next = turned
  }
  // The last byte is filled up with ones.
  put(0x7f, 7)
  return writeBytes(turned, next, end)
}

/** Make memory reach so far. */
function ensure(end: usize): void {
  const missing = <isize>end - <isize>((<usize>memory.size()) * PAGE)
  if (missing > 0) memory.grow(<i32>((<usize>missing + PAGE - 1) / PAGE))
}

function takeFirst(row: usize, width: i32, target: usize): void {
  for (let x: usize = 0; x < <usize>width; x++) store<u8>(target + x, load<u8>(row + (x << 2)))
}

function repeatLast(row: usize, width: i32, stride: usize): void {
  memory.fill(row + <usize>width, load<u8>(row + <usize>width - 1), stride - <usize>width)
}

/** Encode a block; gives its DC. `codes`: tables of DC and AC. */
function encodeBlock(at: usize, stride: usize, steps: usize, codes: usize, last: i32): i32 {
  forwardBlock(at, stride)
  let some = quantise(steps)
  const mean = <i32>load<i16>(block)
  const difference = mean - last
  const meanSize = sizeOf(difference)
  const meanCode = load<u32>(codes + (meanSize << 2))
  put(withValue(meanCode, difference, meanSize), (meanCode & 255) + <u32>meanSize)
  const alternating = codes + 1024
  // Locals stay in registers.
  let held = bits
  let amount = count
  let to = next
  let index: u32 = 0
  for (some &= ~1; some != 0; some &= some - 1) {
    const found = <u32>ctz(some)
    const zeros = found - index - 1
    const value = <i32>load<i16>(block + ((<usize>load<u8>(ZIGZAG + <usize>found)) << 1))
    const size = sizeOf(value)
    index = found
    if (zeros > 15) {
      keep(held, amount, to)
      for (let left = zeros; left > 15; left -= 16) putCode(load<u32>(alternating + (0xf0 << 2)))
      held = bits
      amount = count
      to = next
    }
    const code = load<u32>(alternating + (((<usize>(zeros & 15) << 4) | size) << 2))
    const length = (code & 255) + <u32>size
    held = (held << length) | <u64>withValue(code, value, size)
    amount += <i32>length
    store<u64>(to - 8, held << (64 - amount))
    to -= <usize>(amount >> 3)
    amount &= 7
  }
  keep(held, amount, to)
  if (index < 63) putCode(load<u32>(alternating))
  return mean
}

/** Bring the block to whole steps; gives a bit, in the order of the file, for every coefficient that is not 0. */
// @ts-ignore: decorator
@inline
function quantise(steps: usize): u64 {
  const a = twoRows(0, steps), b = twoRows(32, steps), c = twoRows(64, steps), d = twoRows(96, steps)
  const first = v128.or(
    v128.or(
      i8x16.swizzle(a, i8x16(0, 1, 8, -1, 9, 2, 3, 10, -1, -1, -1, -1, -1, 11, 4, 5)),
      i8x16.swizzle(b, i8x16(-1, -1, -1, 0, -1, -1, -1, -1, 1, 8, -1, 9, 2, -1, -1, -1)),
    ),
    i8x16.swizzle(c, i8x16(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0, -1, -1, -1, -1, -1)),
  )
  const second = v128.or(
    v128.or(
      i8x16.swizzle(a, i8x16(12, -1, -1, -1, -1, -1, -1, -1, -1, -1, 13, 6, 7, 14, -1, -1)),
      i8x16.swizzle(b, i8x16(-1, 3, 10, -1, -1, -1, -1, -1, 11, 4, -1, -1, -1, -1, 5, 12)),
    ),
    v128.or(
      i8x16.swizzle(c, i8x16(-1, -1, -1, 1, 8, -1, 9, 2, -1, -1, -1, -1, -1, -1, -1, -1)),
      i8x16.swizzle(d, i8x16(-1, -1, -1, -1, -1, 0, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)),
    ),
  )
  const third = v128.or(
    v128.or(
      i8x16.swizzle(a, i8x16(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 15, -1, -1, -1, -1, -1)),
      i8x16.swizzle(b, i8x16(-1, -1, -1, -1, -1, -1, -1, -1, 13, 6, -1, 7, 14, -1, -1, -1)),
    ),
    v128.or(
      i8x16.swizzle(c, i8x16(3, 10, -1, -1, -1, -1, 11, 4, -1, -1, -1, -1, -1, 5, 12, -1)),
      i8x16.swizzle(d, i8x16(-1, -1, 1, 8, 9, 2, -1, -1, -1, -1, -1, -1, -1, -1, -1, 3)),
    ),
  )
  const fourth = v128.or(
    v128.or(
      i8x16.swizzle(b, i8x16(-1, -1, -1, -1, -1, 15, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)),
      i8x16.swizzle(c, i8x16(-1, -1, -1, 13, 6, -1, 7, 14, -1, -1, -1, -1, 15, -1, -1, -1)),
    ),
    i8x16.swizzle(d, i8x16(10, 11, 4, -1, -1, -1, -1, -1, 5, 12, 13, 6, -1, 7, 14, 15)),
  )
  const low = <u32>(i8x16.bitmask(first) | (i8x16.bitmask(second) << 16))
  const high = <u32>(i8x16.bitmask(third) | (i8x16.bitmask(fourth) << 16))
  return (<u64>high << 32) | <u64>low
}

/** Bring two rows of the block to whole steps; gives bytes of ones for those that are not 0. */
// @ts-ignore: decorator
@inline
function twoRows(row: usize, steps: usize): v128 {
  const shares = steps + 128 + (row << 1)
  const upper = wholeSteps(v128.load(block + row), shares)
  const lower = wholeSteps(v128.load(block + row, 16), shares + 32)
  v128.store(block + row, upper)
  v128.store(block + row, lower, 16)
  const none = i16x8.splat(0)
  return i8x16.narrow_i16x8_s(i16x8.ne(upper, none), i16x8.ne(lower, none))
}

// @ts-ignore: decorator
@inline
function keep(held: u64, amount: i32, to: usize): void {
  bits = held
  count = amount
  next = to
}

function encodeNothing(codes: usize): void {
  putCode(load<u32>(codes))
  putCode(load<u32>(codes + 1024))
}

/** How many bits a value takes (T.81 table F.1). */
// @ts-ignore: decorator
@inline
function sizeOf(value: i32): usize {
  const sign = value >> 31
  return <usize>(32 - clz((value ^ sign) - sign))
}

// @ts-ignore: decorator
@inline
function putCode(code: u32): void {
  put(code >> 8, code & 255)
}

/** A code, and a value's bits after it: those of a negative one are one less. */
// @ts-ignore: decorator
@inline
function withValue(code: u32, value: i32, size: usize): u32 {
  const low = <u32>(value + (value >> 31)) & ((<u32>1 << <u32>size) - 1)
  return ((code >> 8) << <u32>size) | low
}

function put(value: u32, length: u32): void {
  bits = (bits << length) | <u64>value
  count += <i32>length
  store<u64>(next - 8, bits << (64 - count))
  next -= <usize>(count >> 3)
  count &= 7
}

/** Write bytes that lie backwards from `at` down to `last` in their order; a 0 follows every byte of 255. Gives the place after them. */
function writeBytes(at: usize, last: usize, end: usize): usize {
  const backwards = i8x16(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
  const escape = i8x16.splat(-1)
  while (at > last) {
    const sixteen = i8x16.swizzle(v128.load(at - 16), backwards)
    const escapes = i8x16.bitmask(i8x16.eq(sixteen, escape))
    const plain = min(<i32>(at - last), escapes == 0 ? 16 : ctz(escapes) + 1)
    v128.store(end, sixteen)
    at -= <usize>plain
    end += <usize>plain
    // All before the last byte are others.
    if (load<u8>(end - 1) == 255) store<u8>(end++, 0)
  }
  return end
}
