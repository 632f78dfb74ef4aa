import { philoxBytes } from './philox'

/** Streams keep the kernels' counters apart under one key. */
const GAUSSIAN: u32 = 1
const SALT_AND_PEPPER: u32 = 2

/**
 * Add Gaussian noise to the colour of `pixels` pixels in place; alpha stays.
 * Value v = 3 * pixel + channel (v = pixel where `shared`) takes the 16 bits number v & 7 of block v >> 3; `quantiles` holds
 * for each of the 65536 the normal quantile in 1/4096, so noise = quantile * std, rounded half up. std is in 1/256 levels.
 * `scratch` has 192 bytes.
 */
export function gaussianNoise(
  pointer: usize, pixels: i32, quantiles: usize, std: i32, shared: bool, frame: u32, key0: u32, key1: u32, scratch: usize,
): void {
  let block: u32 = 0
  if (shared) {
    for (let start = 0; start < pixels; start += 32, block += 4) {
      philoxBytes(scratch, block, GAUSSIAN, frame, key0, key1)
      const count = min(32, pixels - start)
      for (let index = 0; index < count; index++) {
        const pixel = pointer + ((<usize>(start + index)) << 2)
        const noise = noiseAt(scratch + (<usize>index << 1), quantiles, std)
        addTo(pixel, noise)
        addTo(pixel + 1, noise)
        addTo(pixel + 2, noise)
      }
    }
    return
  }
  for (let start = 0; start < pixels; start += 32, block += 12) {
    philoxBytes(scratch, block, GAUSSIAN, frame, key0, key1)
    philoxBytes(scratch + 64, block + 4, GAUSSIAN, frame, key0, key1)
    philoxBytes(scratch + 128, block + 8, GAUSSIAN, frame, key0, key1)
    const count = min(32, pixels - start)
    let half = scratch
    let pixel = pointer + ((<usize>start) << 2)
    for (let index = 0; index < count; index++, half += 6, pixel += 4) {
      addTo(pixel, noiseAt(half, quantiles, std))
      addTo(pixel + 1, noiseAt(half + 2, quantiles, std))
      addTo(pixel + 2, noiseAt(half + 4, quantiles, std))
    }
  }
}

// @ts-ignore: decorator
@inline
function noiseAt(half: usize, quantiles: usize, std: i32): i32 {
  return (load<i16>(quantiles + ((<usize>load<u16>(half)) << 1)) * std + (1 << 19)) >> 20
}

// @ts-ignore: decorator
@inline
function addTo(at: usize, noise: i32): void {
  store<u8>(at, <u8>min(255, max(0, <i32>load<u8>(at) + noise)))
}

/**
 * Turn pixels white or black in place; alpha stays. Pixel i takes word i & 3 of block i >> 2:
 * below `salt` it turns white, below `salt` + `pepper` black, both in 1/2^32.
 * `scratch` has 64 bytes.
 */
export function saltAndPepper(
  pointer: usize, pixels: i32, salt: u32, both: u32, frame: u32, key0: u32, key1: u32, scratch: usize,
): void {
  let block: u32 = 0
  for (let start = 0; start < pixels; start += 16, block += 4) {
    philoxBytes(scratch, block, SALT_AND_PEPPER, frame, key0, key1)
    const count = min(16, pixels - start)
    for (let index = 0; index < count; index++) {
      const word = load<u32>(scratch + (<usize>index << 2))
      if (word >= both) continue
      const pixel = pointer + ((<usize>(start + index)) << 2)
      const alpha = load<u32>(pixel) & 0xff000000
      store<u32>(pixel, word < salt ? alpha | 0x00ffffff : alpha)
    }
  }
}
