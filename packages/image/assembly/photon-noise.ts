/** In cells whose numbers have more than one count. */
const SEVERAL: u32 = 255

/**
 * Draw every colour value's count of photons; alpha stays. `means` has for every level a row of the law's table in 1/256 row, or a negative
 * number where the normal approximation serves; `bright` has for every level the mean and the standard deviation of light as floats,
 * in steps of `fromLight`, which leads from light to levels. `cells` has 1024 bytes a row, by the upper ten bits of 16, and `limits`
 * 64 16-bit numbers: the last number of each count. `levels` has the level of each count.
 */
export function photonNoise(
  pointer: usize, pixels: i32, halves: usize, means: usize, cells: usize, limits: usize, levels: usize,
  bright: usize, normals: usize, fromLight: usize, steps: i32,
): void {
  const end = pointer + ((<usize>pixels) << 2)
  do {
    let channel: usize = 0
    do {
      const half = <u32>load<u16>(halves)
      const level = <usize>load<u8>(pointer + channel)
      const mean = load<i32>(means + (level << 2))
      halves += 2
      if (mean >= 0) {
        const row = (<u32>mean + (half & 255)) >> 8
        let count = <u32>load<u8>(cells + ((row << 10) + (half >> 6)))
        if (count == SEVERAL) {
          count = 0
          const first = limits + (row << 7)
          while (half > <u32>load<u16>(first + (count << 1))) count++
        }
        store<u8>(pointer + channel, load<u8>(levels + count))
      } else {
        const at = bright + (level << 3)
        const drawn = load<f32>(at) + load<f32>(at, 4) * load<f32>(normals + ((<usize>half) << 2))
        const light = min(<f32>steps, max(<f32>0, drawn))
        const step = <i32>light
        const from = fromLight + ((<usize>step) << 2)
        const lower = load<f32>(from)
        store<u8>(pointer + channel, <u8>(lower + (load<f32>(from, 4) - lower) * (light - <f32>step) + <f32>0.5))
      }
    } while (++channel < 3)
    pointer += 4
  } while (pointer < end)
}
