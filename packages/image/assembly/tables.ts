import { applyBytes, readBytes } from './byte-laws'
import { applyLines, readLines } from './lines'

/** Behind the tables: which of the ways below does the same as looking up, and its numbers. */
const WAY = 768
const NUMBERS = 784
/** Behind these: what red and green become together, 16 bits for every pair of them. */
const PAIRS = 816

const LOOK_UP = 0
const BYTES = 1
const LINES = 2

/**
 * Find the quickest way that gives the very values of three tables of 256 bytes (red, green, blue, one after the other).
 * It is noted behind them, for which 48 + 131072 bytes are left free.
 */
export function readTables(tables: usize): void {
  const numbers = tables + NUMBERS
  const way = readBytes(tables, numbers) ? BYTES : readLines(tables, numbers) ? LINES : LOOK_UP
  if (way == LOOK_UP) fillPairs(tables)
  store<i32>(tables + WAY, way)
}

function fillPairs(tables: usize): void {
  let to = tables + PAIRS
  for (let green: usize = 0; green < 256; green++) {
    const upper = i16x8.splat(<i16>(<i32>load<u8>(tables + green, 256) << 8))
    for (let red: usize = 0; red < 256; red += 8, to += 16) {
      v128.store(to, v128.or(v128.load8x8_u(tables + red), upper))
    }
  }
}

/** Look every colour value up in its channel's table, once `readTables` has read them; alpha stays. */
export function table(pointer: usize, pixels: i32, tables: usize): void {
  const way = load<i32>(tables + WAY)
  const numbers = tables + NUMBERS
  if (way == BYTES) applyBytes(pointer, pixels, numbers)
  else if (way == LINES) applyLines(pointer, pixels, numbers)
  else lookUp(pointer, pixels, tables)
}

function lookUp(at: usize, pixels: i32, tables: usize): void {
  const end = at + ((<usize>pixels) << 2)
  const last = at + ((<usize>(pixels & ~3)) << 2)
  for (; at < last; at += 16) {
    lookUpPixel(at, tables)
    lookUpPixel(at + 4, tables)
    lookUpPixel(at + 8, tables)
    lookUpPixel(at + 12, tables)
  }
  for (; at < end; at += 4) lookUpPixel(at, tables)
}

// @ts-ignore: decorator
@inline
function lookUpPixel(at: usize, tables: usize): void {
  store<u16>(at, load<u16>(tables + ((<usize>load<u16>(at)) << 1), PAIRS))
  store<u8>(at, load<u8>(tables + load<u8>(at, 2), 512), 2)
}
