import { block } from '../jpeg-block'
import { halve } from '../jpeg-chroma'
import { toYcc } from '../jpeg-colour'
import { forwardBlock, prepareSteps, STEPS, wholeSteps } from '../jpeg-quantise'
import { PLACE } from './zigzag'

const PAGE: usize = 65536
/** A block takes less than this: 64 values of at most 27 bits, and a byte after each of 255. */
const MOST_BYTES: usize = 512

/** Bits not written yet, lowest last, and how many there are; where bytes go. */
let bits: u64 = 0
let count: i32 = 0
let to: usize = 0

/** Coefficients of a block in the file's order. */
const ordered = memory.data(128, 16)

/**
 * Encode a baseline scan (T.81 annex F) of opaque pixels: groups of 16x16 pixels in Y, Cb and Cr, chroma at half the width and height, or of 8x8 at full
 * size; or of blocks of the first channel, where `grey`. `tables`: for reading quantisation steps row by row, 64 of 16 bits of luma and of chroma, then tables of codes of
 * DC and AC of luma and of chroma. Past the edges the last row and column are repeated. `room` has 6 (width + 48) * 16 + 2 * 384 bytes. Bytes are written
 * to the end of memory, which grows as they need. Gives their end.
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
  bits = 0
  count = 0
  to = target
  for (let top = 0; top < height; top += size) {
    ensure(<usize>columns * 6 * MOST_BYTES)
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
  }
  // The last byte is filled up with ones.
  put(0x7f, 7)
  while (count >= 8) {
    count -= 8
    to = writeByte(to, <u8>(bits >> count))
  }
  return to
}

/** Make memory reach so far beyond what was written. */
function ensure(more: usize): void {
  const missing = <isize>(to + more) - <isize>((<usize>memory.size()) * PAGE)
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
  let mask: u64 = 0
  const none = i16x8.splat(0)
  for (let row: usize = 0; row < 8; row++) {
    const values = wholeSteps(v128.load(block + (row << 4)), steps + 128 + (row << 5))
    v128.store(block + (row << 4), values)
    mask |= (<u64>i16x8.bitmask(i16x8.ne(values, none))) << (row << 3)
  }
  const mean = <i32>load<i16>(block)
  let some: u64 = 0
  for (mask &= ~1; mask != 0; mask &= mask - 1) {
    const place = <usize>ctz(mask)
    const index = <usize>load<u8>(PLACE + place)
    store<i16>(ordered + (index << 1), load<i16>(block + (place << 1)))
    some |= (<u64>1) << index
  }
  const difference = mean - last
  const size = sizeOf(difference)
  putValue(load<u32>(codes + (size << 2)), difference, size)
  const alternating = codes + 1024
  // Locals stay in registers.
  let held = bits
  let amount = count
  let out = to
  let index: u32 = 0
  for (; some != 0; some &= some - 1) {
    const found = <u32>ctz(some)
    const zeros = found - index - 1
    const value = <i32>load<i16>(ordered + ((<usize>found) << 1))
    const size = sizeOf(value)
    index = found
    if (zeros > 15) {
      keep(held, amount, out)
      for (let left = zeros; left > 15; left -= 16) putCode(load<u32>(alternating + (0xf0 << 2)))
      held = bits
      amount = count
      out = to
    }
    const code = load<u32>(alternating + (((<usize>(zeros & 15) << 4) | size) << 2))
    const length = (code & 255) + <u32>size
    held = (held << length) | <u64>withValue(code, value, size)
    amount += <i32>length
    if (amount >= 32) {
      amount -= 32
      out = writeWord(out, <u32>(held >> amount))
    }
  }
  keep(held, amount, out)
  if (index < 63) putCode(load<u32>(alternating))
  return mean
}

// @ts-ignore: decorator
@inline
function keep(held: u64, amount: i32, out: usize): void {
  bits = held
  count = amount
  to = out
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
function putValue(code: u32, value: i32, size: usize): void {
  put(withValue(code, value, size), (code & 255) + <u32>size)
}

// @ts-ignore: decorator
@inline
function withValue(code: u32, value: i32, size: usize): u32 {
  const low = <u32>(value + (value >> 31)) & ((<u32>1 << <u32>size) - 1)
  return ((code >> 8) << <u32>size) | low
}

// @ts-ignore: decorator
@inline
function put(value: u32, length: u32): void {
  bits = (bits << length) | <u64>value
  count += <i32>length
  if (count < 32) return
  count -= 32
  to = writeWord(to, <u32>(bits >> count))
}

/** Write 32 bits; a 0 follows every byte of 255. Gives the place after them. */
// @ts-ignore: decorator
@inline
function writeWord(out: usize, word: u32): usize {
  // A byte of 255 is one that adding 1 carries out of.
  if ((word & 0x80808080 & ~(word + 0x01010101)) != 0) return writeBytes(out, word)
  store<u32>(out, bswap(word))
  return out + 4
}

function writeBytes(out: usize, word: u32): usize {
  for (let shift = 24; shift >= 0; shift -= 8) out = writeByte(out, <u8>(word >> shift))
  return out
}

function writeByte(out: usize, byte: u8): usize {
  store<u8>(out, byte)
  if (byte != 255) return out + 1
  store<u8>(out, 0, 1)
  return out + 2
}
