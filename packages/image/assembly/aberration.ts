/**
 * Bend red and blue as a lens does, apart from green; read linearly, borders as replicate; the image is at least two pixels wide.
 * A source lies 1 + primary r^2 + secondary r^4 times as far from the centre; r is 0.5 at the middle of a side.
 */
export function bendRedBlue(
  source: usize, target: usize, width: i32, height: i32,
  redPrimary: f32, redSecondary: f32, bluePrimary: f32, blueSecondary: f32,
): void {
  const end = target + ((<usize>(width * height)) << 2)
  const middleX = <f32>width / 2 - <f32>0.5, middleY = <f32>height / 2 - <f32>0.5
  let at = source
  let y = 0
  do {
    const dy = <f32>y - middleY
    const down = dy / <f32>height
    let x = 0
    do {
      const first = f32x4.convert_i32x4_s(i32x4.add(i32x4.splat(x), i32x4(0, 1, 2, 3)))
      const dx = f32x4.sub(first, f32x4.splat(middleX))
      const across = f32x4.div(dx, f32x4.splat(<f32>width))
      const radius = f32x4.add(f32x4.splat(down * down), f32x4.mul(across, across))
      const red = bent(source, width, height, dx, dy, middleX, middleY, factor(radius, redPrimary, redSecondary), 0)
      const blue = bent(source, width, height, dx, dy, middleX, middleY, factor(radius, bluePrimary, blueSecondary), 16)
      const own = v128.and(v128.load(at), i32x4.splat(0xff00ff00))
      const pixels = v128.or(own, v128.or(red, i32x4.shl(blue, 16)))
      if (x + 4 <= width) {
        v128.store(target, pixels)
      } else {
        v128.store32_lane(target, pixels, 0)
        if (x + 1 < width) v128.store32_lane(target, pixels, 1, 4)
        if (x + 2 < width) v128.store32_lane(target, pixels, 2, 8)
      }
      const done = <usize>min(4, width - x) << 2
      at += done
      target += done
      x += 4
    } while (x < width)
    y++
  } while (target < end)
}

// @ts-ignore: decorator
@inline
function factor(radius: v128, primary: f32, secondary: f32): v128 {
  const inner = f32x4.add(f32x4.splat(primary), f32x4.mul(radius, f32x4.splat(secondary)))
  return f32x4.add(f32x4.splat(1), f32x4.mul(radius, inner))
}

/** One channel of four pixels, rounded half up. */
// @ts-ignore: decorator
@inline
function bent(
  source: usize, width: i32, height: i32, dx: v128, dy: f32, middleX: f32, middleY: f32, times: v128, shift: i32,
): v128 {
  const zero = f32x4.splat(0)
  const fromX = f32x4.pmin(f32x4.splat(<f32>(width - 1)), f32x4.pmax(zero, f32x4.add(f32x4.mul(dx, times), f32x4.splat(middleX))))
  const fromY = f32x4.pmin(
    f32x4.splat(<f32>(height - 1)), f32x4.pmax(zero, f32x4.add(f32x4.mul(f32x4.splat(dy), times), f32x4.splat(middleY))),
  )
  // At the right end the last two pixels are read, at a share of 1.
  const left = i32x4.min_s(i32x4.trunc_sat_f32x4_s(fromX), i32x4.splat(width - 2))
  const top = i32x4.trunc_sat_f32x4_s(fromY)
  const share = f32x4.sub(fromX, f32x4.convert_i32x4_s(left))
  const shareDown = f32x4.sub(fromY, f32x4.convert_i32x4_s(top))
  const upper = i32x4.shl(i32x4.add(i32x4.mul(top, i32x4.splat(width)), left), 2)
  const bottom = i32x4.min_s(i32x4.add(top, i32x4.splat(1)), i32x4.splat(height - 1))
  const lower = i32x4.shl(i32x4.add(i32x4.mul(bottom, i32x4.splat(width)), left), 2)
  const above = along(source, upper, share, shift)
  const below = along(source, lower, share, shift)
  const value = f32x4.add(above, f32x4.mul(f32x4.sub(below, above), shareDown))
  return i32x4.trunc_sat_f32x4_s(f32x4.add(value, f32x4.splat(0.5)))
}

/** Mix four pixels with those to their right. */
// @ts-ignore: decorator
@inline
function along(source: usize, offsets: v128, share: v128, shift: i32): v128 {
  let first = v128.load64_zero(source + <usize>i32x4.extract_lane(offsets, 0))
  first = v128.load64_lane(source + <usize>i32x4.extract_lane(offsets, 1), first, 1)
  let second = v128.load64_zero(source + <usize>i32x4.extract_lane(offsets, 2))
  second = v128.load64_lane(source + <usize>i32x4.extract_lane(offsets, 3), second, 1)
  const left = channel(v128.shuffle<i32>(first, second, 0, 2, 4, 6), shift)
  const right = channel(v128.shuffle<i32>(first, second, 1, 3, 5, 7), shift)
  return f32x4.add(left, f32x4.mul(f32x4.sub(right, left), share))
}

// @ts-ignore: decorator
@inline
function channel(bytes: v128, shift: i32): v128 {
  return f32x4.convert_i32x4_s(v128.and(i32x4.shr_u(bytes, shift), i32x4.splat(255)))
}
