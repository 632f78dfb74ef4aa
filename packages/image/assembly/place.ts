import { storePixels, withAlpha } from './line'

/** Give every pixel the colour at a row and a column that two tables of 32-bit numbers have for it; alpha stays. `columns` goes on to a multiple of four. */
export function pickPixels(source: usize, target: usize, width: i32, height: i32, columns: usize, rows: usize): void {
  let own = source
  let y = 0
  do {
    const row = source + ((<usize>(load<i32>(rows + ((<usize>y) << 2)) * width)) << 2)
    let x = 0
    do {
      const at = columns + ((<usize>x) << 2)
      let picked = v128.load32_zero(row + ((<usize>load<i32>(at)) << 2))
      picked = v128.load32_lane(row + ((<usize>load<i32>(at, 4)) << 2), picked, 1)
      picked = v128.load32_lane(row + ((<usize>load<i32>(at, 8)) << 2), picked, 2)
      picked = v128.load32_lane(row + ((<usize>load<i32>(at, 12)) << 2), picked, 3)
      const to = (<usize>x) << 2
      storePixels(target + to, withAlpha(picked, v128.load(own + to)), width - x)
      x += 4
    } while (x < width)
    own += (<usize>width) << 2
    target += (<usize>width) << 2
  } while (++y < height)
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
