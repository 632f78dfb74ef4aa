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
  centres: usize, count: i32, weight: f64, chosen: usize, owners: usize, sums: usize,
): void {
  memory.fill(sums, 0, (<usize>count) << 4)
  const scaleX = <f64>smallWidth / <f64>width, scaleY = <f64>smallHeight / <f64>height
  const outline = smallWidth < width || smallHeight < height
  let at = pointer
  let owner = owners
  for (let y = 0; y < height; y++) {
    const line = <i32>Math.floor(((<f64>y + 0.5) * <f64>smallHeight) / <f64>height)
    const row = labels + ((<usize>(line * smallWidth)) << 2)
    const above = line > 0 ? row - ((<usize>smallWidth) << 2) : row
    const below = line + 1 < smallHeight ? row + ((<usize>smallWidth) << 2) : row
    const smallY = (<f64>y + 0.5) * scaleY - 0.5
    for (let x = 0; x < width; x++, at += 4, owner += 4) {
      const column = load<i32>(columns + ((<usize>x) << 2))
      const here = (<usize>column) << 2
      const own = load<i32>(row + here)
      const up = load<i32>(above + here), down = load<i32>(below + here)
      const left = column > 0 ? load<i32>(row + here - 4) : own
      const right = column + 1 < smallWidth ? load<i32>(row + here, 4) : own
      let nearest = own
      if (outline && (((up ^ own) | (down ^ own) | (left ^ own) | (right ^ own)) != 0)) {
        const smallX = (<f64>x + 0.5) * scaleX - 0.5
        let least = distanceTo(centres, own, at, smallX, smallY, weight)
        for (let side = 0; side < 4; side++) {
          const other = side == 0 ? up : side == 1 ? down : side == 2 ? left : right
          if (other == own) continue
          const distance = distanceTo(centres, other, at, smallX, smallY, weight)
          if (distance >= least) continue
          least = distance
          nearest = other
        }
      }
      if (load<u8>(chosen + <usize>nearest) == 0) {
        store<i32>(owner, -1)
        continue
      }
      store<i32>(owner, nearest)
      const sum = sums + ((<usize>nearest) << 4)
      const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(at)))
      v128.store(sum, i32x4.add(v128.load(sum), i32x4.replace_lane(wide, 3, 1)))
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

function distanceTo(centres: usize, index: i32, at: usize, x: f64, y: f64, weight: f64): f64 {
  const centre = centres + <usize>index * 40
  const dx = x - load<f64>(centre), dy = y - load<f64>(centre, 8)
  const red = <f64>load<u8>(at) - load<f64>(centre, 16)
  const green = <f64>load<u8>(at, 1) - load<f64>(centre, 24)
  const blue = <f64>load<u8>(at, 2) - load<f64>(centre, 32)
  return weight * (dx * dx + dy * dy) + red * red + green * green + blue * blue
}
