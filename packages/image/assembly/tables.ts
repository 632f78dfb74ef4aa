import { applyBytes, readBytes } from './byte-laws'
import { applyLines, readLines } from './lines'
import { applyNibbles, readNibbles } from './nibbles'

/** Behind the tables: which of the ways below does the same as looking up, and its numbers. */
const WAY = 768
const NUMBERS = 784

const LOOK_UP = 0
const BYTES = 1
const LINES = 2
const NIBBLES = 3

/**
 * Find the quickest way that gives the very values of three tables of 256 bytes (red, green, blue, one after the other).
 * It is noted behind them, for which 112 bytes are left free.
 */
export function readTables(tables: usize): void {
  const numbers = tables + NUMBERS
  const way = readBytes(tables, numbers) ? BYTES
    : readLines(tables, numbers) ? LINES
    : readNibbles(tables, numbers) ? NIBBLES
    : LOOK_UP
  store<i32>(tables + WAY, way)
}

/** Look every colour value up in its channel's table, once `readTables` has read them; alpha stays. */
export function table(pointer: usize, pixels: i32, tables: usize): void {
  const way = load<i32>(tables + WAY)
  const numbers = tables + NUMBERS
  if (way == BYTES) applyBytes(pointer, pixels, numbers)
  else if (way == LINES) applyLines(pointer, pixels, numbers)
  else if (way == NIBBLES) applyNibbles(pointer, pixels, numbers)
  else lookUp(pointer, pixels, tables)
}

function lookUp(pointer: usize, pixels: i32, tables: usize): void {
  const greens = tables + 256
  const blues = tables + 512
  const end = pointer + ((<usize>pixels) << 2)
  for (let at = pointer; at < end; at += 4) {
    store<u8>(at, load<u8>(tables + load<u8>(at)))
    store<u8>(at, load<u8>(greens + load<u8>(at, 1)), 1)
    store<u8>(at, load<u8>(blues + load<u8>(at, 2)), 2)
  }
}
