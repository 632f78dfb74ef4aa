/** Codes of up to this many bits are found by one look. */
export const LOOK: u32 = 9

// What a look finds: bits 0-4 how many bits it takes; 5-6 of which kind it is; 8-11 how many bits a value has; 12-15 how many zeros come before; 16-31 the value.
export const KIND = 0x60
/** The code is longer than a look. */
export const LONG = 0
/** The value is known too. */
export const KNOWN = 0x20
/** The value's bits follow. */
export const FOLLOWS = 0x40
/** There is no value: sixteen zeros, or the end of the block. */
export const NONE = 0x60

/** Bytes of a table for reading: looks; for each length the end of its codes, 16 bits wide, and where its symbols begin; symbols. */
const LENGTHS: usize = 4 << <usize>LOOK
const SYMBOLS: usize = LENGTHS + 17 * 8
export const DECODER: usize = SYMBOLS + 256
/** Bytes of a table for writing: code << 8 | length for every symbol. */
export const ENCODER: usize = 1024

/**
 * Prepare a Huffman table (T.81 annex C) for reading. `counts`: how many codes there are of each length from 1 to 16; the symbols follow them.
 * False where the codes do not fit.
 */
export function defineDecoder(counts: usize, dc: bool, table: usize): bool {
  memory.fill(table, 0, DECODER)
  const given = counts + 16
  let code: u32 = 0
  let first: u32 = 0
  for (let length: u32 = 1; length <= 16; length++) {
    const count = <u32>load<u8>(counts + length - 1)
    const about = table + LENGTHS + ((<usize>length) << 3)
    store<u32>(about + 4, first - code)
    for (let index: u32 = 0; index < count; index++, code++) {
      if (first > 255 || code >= (<u32>1 << length)) return false
      const symbol = load<u8>(given + first)
      if (dc && symbol > 15) return false
      store<u8>(table + SYMBOLS + first, symbol)
      if (length <= LOOK) fillLooks(table, code, length, symbol)
      first++
    }
    store<u32>(about, code << (16 - length))
    code <<= 1
  }
  return true
}

function fillLooks(table: usize, code: u32, length: u32, symbol: u32): void {
  const spare = LOOK - length
  const entry = entryOf(symbol, length)
  const size = symbol & 15
  for (let rest: u32 = 0; rest < (<u32>1 << spare); rest++) {
    const known = (entry & KIND) == FOLLOWS && size <= spare
    const bits = size == 0 ? 0 : rest >> (spare - size)
    const look = known ? (extend(bits, size) << 16) | (symbol >> 4 << 12) | KNOWN | (length + size) : entry
    store<u32>(table + ((<usize>((code << spare) | rest)) << 2), look)
  }
}

/** What a symbol says by itself. A symbol of 0 in a table of DC differences is a value of no bits. */
function entryOf(symbol: u32, length: u32): u32 {
  const size = symbol & 15
  const about = ((symbol >> 4) << 12) | (size << 8) | length
  return about | (size == 0 ? NONE : FOLLOWS)
}

/** The value that bits stand for: those below half of what they can hold are negative (T.81 F.2.2.1). */
// @ts-ignore: decorator
@inline
export function extend(bits: u32, size: u32): u32 {
  return bits - (((<u32>1 << size) - 1) & (<u32>((<i32>(bits << (32 - size))) >= 0 ? -1 : 0)))
}

/** What a code longer than a look says, from the next 16 bits; 0 where there is no such code. */
export function longEntry(table: usize, next: u32): u32 {
  for (let length: u32 = LOOK + 1; length <= 16; length++) {
    const about = table + LENGTHS + ((<usize>length) << 3)
    if (next < load<u32>(about)) {
      const index = (next >> (16 - length)) + load<u32>(about + 4)
      return entryOf(load<u8>(table + SYMBOLS + (index & 255)), length)
    }
  }
  return 0
}

/** Prepare a Huffman table for writing; `counts` as for reading. */
export function defineEncoder(counts: usize, table: usize): void {
  memory.fill(table, 0, ENCODER)
  let code: u32 = 0
  let at = counts + 16
  for (let length: u32 = 1; length <= 16; length++) {
    for (let left = <u32>load<u8>(counts + length - 1); left > 0; left--, code++, at++) {
      store<u32>(table + ((<usize>load<u8>(at)) << 2), (code << 8) | length)
    }
    code <<= 1
  }
}
