/** Values of 8 or 16 bits, `bytes` each, as words of 32 bits. Up to seven more than `count` are read and written. */
export function widenValues(values: usize, count: i32, bytes: i32, target: usize): void {
  for (const end = target + ((<usize>count) << 2); target < end; target += 32) {
    const eight = bytes == 1 ? v128.load8x8_u(values) : v128.load(values)
    v128.store(target, i32x4.extend_low_i16x8_u(eight))
    v128.store(target, i32x4.extend_high_i16x8_u(eight), 16)
    values += <usize>bytes << 3
  }
}

/** The lowest 8 or 16 bits, `bytes`, of words. Up to seven more than `count` are read and written. */
export function narrowValues(words: usize, count: i32, bytes: i32, target: usize): void {
  for (const end = words + ((<usize>count) << 2); words < end; words += 32) {
    const one = v128.load(words), other = v128.load(words, 16)
    if (bytes == 1) {
      v128.store64_lane(target, v128.shuffle<i8>(one, other, 0, 4, 8, 12, 16, 20, 24, 28, 0, 4, 8, 12, 16, 20, 24, 28), 0)
    } else {
      v128.store(target, v128.shuffle<i16>(one, other, 0, 2, 4, 6, 8, 10, 12, 14))
    }
    target += <usize>bytes << 3
  }
}
