// Centres have 64-bit floats: x, y, then a colour for every channel. Channels are planes of 32-bit floats, one after the other.

/**
 * Let every pixel take the number of the nearest centre among those at most `reach` pixels away along each axis, by squared differences of
 * colour plus `weight` times squared distances. Planes, `nearest` and `labels` go on sixteen bytes beyond their last pixel.
 */
export function assignPixels(
  planes: usize, width: i32, height: i32, channels: i32,
  centres: usize, count: i32, reach: i32, weight: f32, nearest: usize, labels: usize,
): void {
  const plane = (<usize>(width * height)) << 2
  const stride = (<usize>(channels + 2)) << 3
  for (let at: usize = 0; at < plane; at += 16) v128.store(nearest + at, f32x4.splat(f32.MAX_VALUE))
  for (let index = 0; index < count; index++) {
    const centre = centres + <usize>index * stride
    const centreX = load<f64>(centre), centreY = load<f64>(centre, 8)
    const middleX = <i32>Math.floor(centreX + 0.5), middleY = <i32>Math.floor(centreY + 0.5)
    const left = max(0, middleX - reach), right = min(width - 1, middleX + reach)
    const top = max(0, middleY - reach), bottom = min(height - 1, middleY + reach)
    const x0 = f32x4.splat(<f32>centreX)
    const beyond = i32x4.splat(right)
    for (let y = top; y <= bottom; y++) {
      const dy = <f32>y - <f32>centreY
      const down = f32x4.splat(dy * dy)
      let x = left
      do {
        const places = i32x4.add(i32x4.splat(x), i32x4(0, 1, 2, 3))
        const dx = f32x4.sub(f32x4.convert_i32x4_s(places), x0)
        let distance = f32x4.mul(f32x4.splat(weight), f32x4.add(down, f32x4.mul(dx, dx)))
        const at = (<usize>(y * width + x)) << 2
        let colour = planes + at
        let wanted = centre + 16
        const stop = centre + stride
        do {
          const difference = f32x4.sub(v128.load(colour), f32x4.splat(<f32>load<f64>(wanted)))
          distance = f32x4.add(distance, f32x4.mul(difference, difference))
          colour += plane
          wanted += 8
        } while (wanted < stop)
        const known = v128.load(nearest + at)
        const nearer = v128.andnot(f32x4.lt(distance, known), i32x4.gt_s(places, beyond))
        v128.store(nearest + at, v128.bitselect(distance, known, nearer))
        v128.store(labels + at, v128.bitselect(i32x4.splat(index), v128.load(labels + at), nearer))
        x += 4
      } while (x <= right)
    }
  }
}

/** Move every centre to the mean place and colour of its pixels; one without pixels stays. `sums` has room for the centres and their numbers. */
export function moveCentres(
  planes: usize, width: i32, height: i32, channels: i32, centres: usize, count: i32, labels: usize, sums: usize,
): void {
  const plane = (<usize>(width * height)) << 2
  const stride = (<usize>(channels + 3)) << 3
  memory.fill(sums, 0, <usize>count * stride)
  let at: usize = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const sum = sums + <usize>load<i32>(labels + at) * stride
      store<f64>(sum, load<f64>(sum) + 1)
      store<f64>(sum, load<f64>(sum, 8) + <f64>x, 8)
      store<f64>(sum, load<f64>(sum, 16) + <f64>y, 16)
      let colour = planes + at
      let to = sum + 24
      const stop = sum + stride
      do {
        store<f64>(to, load<f64>(to) + <f64>load<f32>(colour))
        colour += plane
        to += 8
      } while (to < stop)
    }
  }
  for (let index = 0; index < count; index++) {
    const sum = sums + <usize>index * stride
    const own = load<f64>(sum)
    if (own == 0) continue
    const centre = centres + <usize>index * (stride - 8)
    for (let value: usize = 0; value < stride - 8; value += 8) store<f64>(centre + value, load<f64>(sum + value, 8) / own)
  }
}
