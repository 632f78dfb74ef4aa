/** What every value keeps of its bits and which of them turn, found by `readBits`: a channel each, alpha whole. */
let kept: u32 = 0
let turned: u32 = 0

/** Whether all three tables only choose bits of a value and turn some of them, as inverting, posterising and filling do. */
export function readBits(tables: usize): bool {
  kept = 0xff000000
  turned = 0
  for (let channel: u32 = 0; channel < 3; channel++) {
    const table = tables + ((<usize>channel) << 8)
    const turn = <u32>load<u8>(table)
    const mask = <u32>load<u8>(table, 255) ^ turn
    for (let value: u32 = 0; value < 256; value++) {
      if (<u32>load<u8>(table + value) != ((value & mask) ^ turn)) return false
    }
    kept |= mask << (channel << 3)
    turned |= turn << (channel << 3)
  }
  return true
}

/** Do to all pixels what the tables read last do. */
export function applyBits(at: usize, pixels: i32): void {
  const mask = i32x4.splat(kept)
  const turn = i32x4.splat(turned)
  const whole = at + ((<usize>(pixels & ~3)) << 2)
  const end = at + ((<usize>pixels) << 2)
  for (; at < whole; at += 16) v128.store(at, v128.xor(v128.and(v128.load(at), mask), turn))
  for (; at < end; at += 4) store<u32>(at, (load<u32>(at) & kept) ^ turned)
}

/** Put channels in another order: `first`, `second` and `third` say which channel becomes red, green and blue; alpha stays. */
export function permute(at: usize, pixels: i32, first: i32, second: i32, third: i32): void {
  const own = i8x16(0, 0, 0, 3, 4, 4, 4, 7, 8, 8, 8, 11, 12, 12, 12, 15)
  const order = i8x16.add(own, i32x4.splat(first | (second << 8) | (third << 16)))
  const whole = at + ((<usize>(pixels & ~3)) << 2)
  const end = at + ((<usize>pixels) << 2)
  for (; at < whole; at += 16) v128.store(at, i8x16.swizzle(v128.load(at), order))
  for (; at < end; at += 4) v128.store32_lane(at, i8x16.swizzle(v128.load32_zero(at), order), 0)
}
