/** Shrink RGBA bytes to three planes of floats, one after the other: the means of the pixels whose centres lie in each larger one. */
export function shrinkToPlanes(
  source: usize, width: i32, height: i32, planes: usize, smallWidth: i32, smallHeight: i32, columns: usize, sums: usize,
): void {
  const pixels = smallWidth * smallHeight
  memory.fill(sums, 0, (<usize>pixels) << 4)
  for (let y = 0; y < height; y++) {
    const line = <i32>Math.floor(((<f64>y + 0.5) * <f64>smallHeight) / <f64>height)
    const row = sums + ((<usize>(line * smallWidth)) << 4)
    let x: usize = 0
    do {
      const to = row + ((<usize>load<i32>(columns + (x << 2))) << 4)
      // Alpha gives way to a count.
      const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(source)))
      v128.store(to, i32x4.add(v128.load(to), i32x4.replace_lane(wide, 3, 1)))
      source += 4
    } while (++x < <usize>width)
  }
  const plane = (<usize>pixels) << 2
  for (let at: usize = 0; at < plane; at += 4) {
    const sum = sums + (at << 2)
    const count = <f64>load<i32>(sum, 12)
    store<f32>(planes + at, <f32>(<f64>load<i32>(sum) / count))
    store<f32>(planes + plane + at, <f32>(<f64>load<i32>(sum, 4) / count))
    store<f32>(planes + 2 * plane + at, <f32>(<f64>load<i32>(sum, 8) / count))
  }
}

/**
 * Give the pixels of chosen segments their mean colour, in place, rounded half up; alpha stays. Labels are those of a smaller picture: inside
 * a segment they are repeated, and along outlines a pixel takes the nearest of the segments about it. `centres` has 64-bit x, y, red, green and
 * blue, `chosen` a byte a segment; `owners` has a 32-bit number a pixel and `sums` 16 bytes a segment.
 */
export function evenSegments(
  pointer: usize, width: i32, height: i32, labels: usize, smallWidth: i32, smallHeight: i32, columns: usize,
  centres: usize, count: i32, weight: f32, chosen: usize, owners: usize, sums: usize,
): void {
  memory.fill(sums, 0, (<usize>count) << 4)
  const scaleX = <f32>smallWidth / <f32>width, scaleY = <f32>smallHeight / <f32>height
  const outline = smallWidth < width || smallHeight < height
  let at = pointer
  let owner = owners
  for (let y = 0; y < height; y++) {
    const line = <i32>Math.floor(((<f64>y + 0.5) * <f64>smallHeight) / <f64>height)
    const row = labels + ((<usize>(line * smallWidth)) << 2)
    const above = line > 0 ? row - ((<usize>smallWidth) << 2) : row
    const below = line + 1 < smallHeight ? row + ((<usize>smallWidth) << 2) : row
    const smallY = (<f32>y + 0.5) * scaleY - 0.5
    let x = 0
    while (x < width) {
      // What lies about it is the same for all pixels within one of the smaller picture.
      const column = load<i32>(columns + ((<usize>x) << 2))
      let end = x + 1
      while (end < width && load<i32>(columns + ((<usize>end) << 2)) == column) end++
      const here = (<usize>column) << 2
      const own = load<i32>(row + here)
      const up = load<i32>(above + here), down = load<i32>(below + here)
      const left = column > 0 ? load<i32>(row + here - 4) : own
      const right = column + 1 < smallWidth ? load<i32>(row + here, 4) : own
      const isOutline = outline && (((up ^ own) | (down ^ own) | (left ^ own) | (right ^ own)) != 0)
      const isChosen = load<u8>(chosen + <usize>own) != 0
      const some = isChosen || (isOutline && (load<u8>(chosen + <usize>up) | load<u8>(chosen + <usize>down) | load<u8>(chosen + <usize>left) | load<u8>(chosen + <usize>right)) != 0)
      while (x < end) {
        const four = min(end - x, 4)
        let nearest = i32x4.splat(own)
        if (some && isOutline) {
          const pixels = v128.load(at)
          const places = f32x4.convert_i32x4_s(i32x4.add(i32x4.splat(x), i32x4(0, 1, 2, 3)))
          const smallX = f32x4.sub(f32x4.mul(f32x4.add(places, f32x4.splat(0.5)), f32x4.splat(scaleX)), f32x4.splat(0.5))
          let least = distancesTo(centres, own, pixels, smallX, smallY, weight)
          for (let side = 0; side < 4; side++) {
            const other = side == 0 ? up : side == 1 ? down : side == 2 ? left : right
            if (other == own || (side > 0 && other == up) || (side > 1 && other == down) || (side > 2 && other == left)) continue
            const distances = distancesTo(centres, other, pixels, smallX, smallY, weight)
            const nearer = f32x4.lt(distances, least)
            least = v128.bitselect(distances, least, nearer)
            nearest = v128.bitselect(i32x4.splat(other), nearest, nearer)
          }
        }
        v128.store(owner, nearest)
        for (const stop = x + four; x < stop; x++, at += 4, owner += 4) {
          const index = load<i32>(owner)
          if (!some || load<u8>(chosen + <usize>index) == 0) {
            store<i32>(owner, -1)
            continue
          }
          const sum = sums + ((<usize>index) << 4)
          const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(at)))
          v128.store(sum, i32x4.add(v128.load(sum), i32x4.replace_lane(wide, 3, 1)))
        }
      }
    }
  }
  for (let index: usize = 0; index < <usize>count; index++) {
    const sum = sums + (index << 4)
    const own = <f64>max(1, load<i32>(sum, 12))
    const red = <u32>(<f64>load<i32>(sum) / own + 0.5)
    const green = <u32>(<f64>load<i32>(sum, 4) / own + 0.5)
    const blue = <u32>(<f64>load<i32>(sum, 8) / own + 0.5)
    store<u32>(sum, (blue << 16) | (green << 8) | red)
  }
  const end = pointer + ((<usize>(width * height)) << 2)
  for (let to = pointer, from = owners; to < end; to += 4, from += 4) {
    const index = load<i32>(from)
    if (index >= 0) store<u32>(to, (load<u32>(to) & 0xff000000) | load<u32>(sums + ((<usize>index) << 4)))
  }
}

/** Squared distances of four pixels in colour and, weighed, in place. */
// @ts-ignore: decorator
@inline
function distancesTo(centres: usize, index: i32, pixels: v128, x: v128, y: f32, weight: f32): v128 {
  const centre = centres + <usize>index * 40
  const dx = f32x4.sub(x, f32x4.splat(<f32>load<f64>(centre)))
  const dy = y - <f32>load<f64>(centre, 8)
  const place = f32x4.mul(f32x4.splat(weight), f32x4.add(f32x4.mul(dx, dx), f32x4.splat(dy * dy)))
  const red = difference(v128.and(pixels, i32x4.splat(255)), <f32>load<f64>(centre, 16))
  const green = difference(v128.and(i32x4.shr_u(pixels, 8), i32x4.splat(255)), <f32>load<f64>(centre, 24))
  const blue = difference(v128.and(i32x4.shr_u(pixels, 16), i32x4.splat(255)), <f32>load<f64>(centre, 32))
  const colour = f32x4.add(f32x4.add(f32x4.mul(red, red), f32x4.mul(green, green)), f32x4.mul(blue, blue))
  return f32x4.add(place, colour)
}

// @ts-ignore: decorator
@inline
function difference(values: v128, wanted: f32): v128 {
  return f32x4.sub(f32x4.convert_i32x4_s(values), f32x4.splat(wanted))
}
