/** Pixels along the side of a square whose rows stay in the fastest cache on both sides. */
const TILE = 16

/**
 * Copy pixels one to one: output (x, y) comes from the source pixel at origin + x * stepX + y * stepY, in pixels.
 * This carries flips, quarter turns, transposition and crops; one of the steps is 1 or -1.
 */
export function orient(
  source: usize, target: usize, width: i32, height: i32, origin: i32, stepX: i32, stepY: i32,
): void {
  const first = source + (<usize>origin << 2)
  const down = (<isize>stepY) << 2
  const stride = (<usize>width) << 2
  if (stepX != 1 && stepX != -1) {
    for (let top = 0; top < height; top += TILE) {
      const bottom = min(height, top + TILE)
      for (let left = 0; left < width; left += TILE) {
        turnTile(first, target, stride, left, top, min(width, left + TILE), bottom, (<isize>stepX) << 2, down)
      }
    }
    return
  }
  for (let y = 0; y < height; y++) {
    const from = first + <usize>(<isize>y * down)
    const to = target + <usize>y * stride
    if (stepX == 1) memory.copy(to, from, stride)
    else mirrorRow(from, to, width)
  }
}

/** Copy pixels backwards, `from` on. */
function mirrorRow(from: usize, to: usize, width: i32): void {
  const end = to + ((<usize>width) << 2)
  for (; to + 16 <= end; to += 16, from -= 16) {
    const four = v128.load(from - 12)
    v128.store(to, v128.shuffle<i32>(four, four, 3, 2, 1, 0))
  }
  for (; to < end; to += 4, from -= 4) store<u32>(to, load<u32>(from))
}

/** Turn the pixels of [left, right) x [top, bottom), four by four where they fit; `across` and `down` are steps in bytes, the latter of one pixel. */
function turnTile(
  first: usize, target: usize, stride: usize, left: i32, top: i32, right: i32, bottom: i32, across: isize, down: isize,
): void {
  const wholeRight = left + ((right - left) & ~3)
  const wholeBottom = top + ((bottom - top) & ~3)
  for (let y = top; y < wholeBottom; y += 4) {
    let from = first + <usize>(<isize>y * down + <isize>left * across)
    let to = target + <usize>y * stride + ((<usize>left) << 2)
    for (let x = left; x < wholeRight; x += 4) {
      turnFour(from, to, stride, across, down)
      from += <usize>(across << 2)
      to += 16
    }
  }
  turnOnes(first, target, stride, wholeRight, top, right, wholeBottom, across, down)
  turnOnes(first, target, stride, left, wholeBottom, right, bottom, across, down)
}

/** Turn four by four pixels. */
// @ts-ignore: decorator
@inline
function turnFour(from: usize, to: usize, stride: usize, across: isize, down: isize): void {
  // Where rows come from right to left, the last of the four lies first.
  const at = down > 0 ? from : from - 12
  const a = v128.load(at)
  const b = v128.load(at + <usize>across)
  const c = v128.load(at + <usize>(2 * across))
  const d = v128.load(at + <usize>(3 * across))
  const lowAB = v128.shuffle<i32>(a, b, 0, 4, 1, 5), highAB = v128.shuffle<i32>(a, b, 2, 6, 3, 7)
  const lowCD = v128.shuffle<i32>(c, d, 0, 4, 1, 5), highCD = v128.shuffle<i32>(c, d, 2, 6, 3, 7)
  const row = down > 0 ? to : to + 3 * stride
  const next = down > 0 ? stride : 0 - stride
  v128.store(row, v128.shuffle<i64>(lowAB, lowCD, 0, 2))
  v128.store(row + next, v128.shuffle<i64>(lowAB, lowCD, 1, 3))
  v128.store(row + 2 * next, v128.shuffle<i64>(highAB, highCD, 0, 2))
  v128.store(row + 3 * next, v128.shuffle<i64>(highAB, highCD, 1, 3))
}

function turnOnes(
  first: usize, target: usize, stride: usize, left: i32, top: i32, right: i32, bottom: i32, across: isize, down: isize,
): void {
  for (let y = top; y < bottom; y++) {
    const from = first + <usize>(<isize>y * down)
    const to = target + <usize>y * stride
    for (let x = left; x < right; x++) store<u32>(to + ((<usize>x) << 2), load<u32>(from + <usize>(<isize>x * across)))
  }
}
