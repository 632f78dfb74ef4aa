import { storePixels, withAlpha } from './line'
import { largeMedian } from './median-large'
import { selectMedian } from './plane-median'
import { medianOfNine, medianOfTwentyFive, sortFive, sortThree } from './median-networks'

/**
 * Replace colour by the exact median of the (2 radius + 1)^2 pixels around, channel by channel; borders are replicate; alpha stays.
 * Radii 1 and 2 sort columns once for all windows that share them, then rows as far as the median needs.
 * Larger ones, up to 63, keep histograms of columns. `scratch` has 272 (width + 16) bytes.
 */
export function median(source: usize, target: usize, width: i32, height: i32, radius: i32, scratch: usize): void {
  if (radius == 0) {
    memory.copy(target, source, (<usize>(width * height)) << 2)
    return
  }
  if (radius > 2) {
    memory.copy(target, source, (<usize>(width * height)) << 2)
    for (let channel: usize = 0; channel < 3; channel++) largeMedian(source + channel, target + channel, width, height, radius, scratch)
    return
  }
  smallMedian<u8>(source, target, width, height, radius, scratch)
}

/** As `median` for a plane of 32-bit floats, of any radius from 1 on. `scratch` has what that needs, or `selectMedian`. */
export function planeMedian(source: usize, target: usize, width: i32, height: i32, radius: i32, scratch: usize): void {
  if (radius > 2) selectMedian(source, target, width, height, radius, scratch)
  else smallMedian<f32>(source, target, width, height, radius, scratch)
}

function smallMedian<T>(source: usize, target: usize, width: i32, height: i32, radius: i32, scratch: usize): void {
  const rowBytes = (<usize>width) << 2
  const stride = (<usize>(width + 16)) << 2
  const centre = scratch + ((<usize>radius) << 2)
  for (let y = 0; y < height; y++) {
    const row = source + <usize>y * rowBytes
    const above = y > 0 ? row - rowBytes : row
    const below = y + 1 < height ? row + rowBytes : row
    if (radius == 1) {
      sortThree<T>(above, row, below, centre, stride, width << 2)
    } else {
      const top = y > 1 ? above - rowBytes : above
      const bottom = y + 2 < height ? below + rowBytes : below
      sortFive<T>(top, above, row, below, bottom, centre, stride, width << 2)
    }
    for (let rank = 0; rank < 2 * radius + 1; rank++) extendEnds(centre + <usize>rank * stride, width, radius)
    const to = target + <usize>y * rowBytes
    for (let x = 0; x < width; x += 4) {
      const at = (<usize>x) << 2
      const pixels = radius == 1 ? medianOfNine<T>(scratch + at, stride) : medianOfTwentyFive<T>(scratch + at, stride)
      storePixels(to + at, isFloat<T>() ? pixels : withAlpha(pixels, v128.load(row + at)), width - x)
    }
  }
}

function extendEnds(line: usize, width: i32, radius: i32): void {
  const end = line + ((<usize>width) << 2)
  for (let index = 0; index < radius; index++) {
    store<u32>(line - ((<usize>(index + 1)) << 2), load<u32>(line))
    store<u32>(end + ((<usize>index) << 2), load<u32>(end - 4))
  }
}
