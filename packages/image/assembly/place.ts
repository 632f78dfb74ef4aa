import { storePixels } from './line'

/**
 * Give every pixel that of the source at a row and a column that two tables of 32-bit numbers have for it, or `fill` where one of them is negative.
 * `columns` goes on to a multiple of four. Where `own` is not 0, pixels keep the alpha of those there.
 */
export function pickPixels(
  source: usize, sourceWidth: i32, target: usize, width: i32, height: i32, columns: usize, rows: usize, own: usize, fill: u32,
): void {
  const bytes = (<usize>width) << 2
  const kept = i32x4.splat(own == 0 ? 0 : 0xff000000)
  if (own == 0) own = target
  let before = -1
  for (const end = rows + ((<usize>height) << 2); rows < end; rows += 4) {
    const row = load<i32>(rows)
    if (row < 0) fillRow(own, kept, target, width, fill)
    else if (row == before) repeatRow(target - bytes, own, kept, target, width)
    else pickRow(source + ((<usize>row * <usize>sourceWidth) << 2), own, kept, target, width, columns, fill)
    before = row
    own += bytes
    target += bytes
  }
}

function pickRow(row: usize, own: usize, kept: v128, target: usize, width: i32, columns: usize, fill: u32): void {
  for (let left = width; left > 0; left -= 4) {
    let picked: v128
    if (i32x4.bitmask(v128.load(columns)) == 0) {
      picked = v128.load32_zero(row + ((<usize>load<i32>(columns)) << 2))
      picked = v128.load32_lane(row + ((<usize>load<i32>(columns, 4)) << 2), picked, 1)
      picked = v128.load32_lane(row + ((<usize>load<i32>(columns, 8)) << 2), picked, 2)
      picked = v128.load32_lane(row + ((<usize>load<i32>(columns, 12)) << 2), picked, 3)
    } else {
      picked = i32x4(
        pickOne(row, load<i32>(columns), fill), pickOne(row, load<i32>(columns, 4), fill),
        pickOne(row, load<i32>(columns, 8), fill), pickOne(row, load<i32>(columns, 12), fill),
      )
    }
    storePixels(target, v128.bitselect(v128.load(own), picked, kept), left)
    columns += 16
    own += 16
    target += 16
  }
}

function pickOne(row: usize, column: i32, fill: u32): u32 {
  return column < 0 ? fill : load<u32>(row + ((<usize>column) << 2))
}

function fillRow(own: usize, kept: v128, target: usize, width: i32, fill: u32): void {
  const pixels = i32x4.splat(fill)
  for (let left = width; left > 0; left -= 4) {
    storePixels(target, v128.bitselect(v128.load(own), pixels, kept), left)
    own += 16
    target += 16
  }
}

/** Pick what the row above has picked, without looking for it again. */
function repeatRow(above: usize, own: usize, kept: v128, target: usize, width: i32): void {
  for (let left = width; left > 0; left -= 4) {
    storePixels(target, v128.bitselect(v128.load(own), v128.load(above), kept), left)
    above += 16
    own += 16
    target += 16
  }
}

/**
 * Swap colours in a row, from pixel `last` back to `first`, each with one whose offsets along x and y, in [-distance, distance),
 * are the lower and the upper half of the next word; alpha stays.
 */
export function swapRow(row: usize, width: i32, first: i32, last: i32, distance: u32, words: usize): void {
  const end = row + ((<usize>first) << 2)
  let at = row + ((<usize>last) << 2)
  const stride = width << 2
  while (at >= end) {
    const word = load<u32>(words)
    const across = <i32>(((word & 0xffff) * distance) >> 15) - <i32>distance
    const down = <i32>(((word >> 16) * distance) >> 15) - <i32>distance
    const other = <usize>(<i32>at + (across << 2) + down * stride)
    const one = load<u32>(at)
    const two = load<u32>(other)
    const changed = (one ^ two) & 0xffffff
    store<u32>(at, one ^ changed)
    store<u32>(other, two ^ changed)
    words += 4
    at -= 4
  }
}
