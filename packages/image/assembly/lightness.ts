import { storePixels } from './line'

/** Bytes of 256 lots of four 32-bit numbers. */
const LOTS: usize = 4096

/**
 * The lightness of CIE Lab of RGBA bytes, 255 for 100. `sums` holds 32-bit numbers for every red, then green, then blue, that add up to 4096 times
 * a pixel's linear light in Y, and `levels` the lightness of every such light.
 */
export function lightness(source: usize, pixels: i32, sums: usize, levels: usize, target: usize): void {
  const end = target + <usize>pixels
  for (; target < end; target++, source += 4) {
    const red = load<u32>(sums + ((<usize>load<u8>(source)) << 2))
    const green = load<u32>(sums + ((<usize>load<u8>(source, 1)) << 2), 1024)
    const blue = load<u32>(sums + ((<usize>load<u8>(source, 2)) << 2), 2048)
    store<u8>(target, load<u8>(levels + ((red + green + blue) >> 12)))
  }
}

/**
 * Give RGBA bytes another lightness, a byte a pixel; a and b of CIE Lab stay. Shares of white and f are in 1/16384. `tables` holds, one after
 * the other, in 32-bit numbers: what every red, green and blue adds to X, Y and Z, in 1/4096 of a share, 0 fourth; what every lightness adds to red,
 * green and blue, likewise; then f of every lightness; in 16 bits, f of every fourth share (4098); the level of every share (16385), a byte each.
 * `weights` holds what X, then Z, is worth in red, green and blue, in 1/4096.
 */
export function setLightness(pointer: usize, pixels: i32, lightness: usize, tables: usize, weights: usize): void {
  const shares = tables + 3 * LOTS
  const wantedRoots = shares + LOTS
  const roots = wantedRoots + 1024
  const levels = roots + 8196
  const rx = v128.load32_splat(weights), gx = v128.load32_splat(weights, 4), bx = v128.load32_splat(weights, 8)
  const rz = v128.load32_splat(weights, 12), gz = v128.load32_splat(weights, 16), bz = v128.load32_splat(weights, 20)
  const most = i16x8.splat(16384)
  const zero = i16x8.splat(0)
  let index = 0
  do {
    const first = rootPlaces(pointer, tables), second = rootPlaces(pointer + 4, tables)
    const third = rootPlaces(pointer + 8, tables), fourth = rootPlaces(pointer + 12, tables)
    let x = zero, y = zero, z = zero
    x = v128.load16_lane(roots + i32x4.extract_lane(first, 0), x, 0)
    x = v128.load16_lane(roots + i32x4.extract_lane(second, 0), x, 2)
    x = v128.load16_lane(roots + i32x4.extract_lane(third, 0), x, 4)
    x = v128.load16_lane(roots + i32x4.extract_lane(fourth, 0), x, 6)
    y = v128.load16_lane(roots + i32x4.extract_lane(first, 1), y, 0)
    y = v128.load16_lane(roots + i32x4.extract_lane(second, 1), y, 2)
    y = v128.load16_lane(roots + i32x4.extract_lane(third, 1), y, 4)
    y = v128.load16_lane(roots + i32x4.extract_lane(fourth, 1), y, 6)
    z = v128.load16_lane(roots + i32x4.extract_lane(first, 2), z, 0)
    z = v128.load16_lane(roots + i32x4.extract_lane(second, 2), z, 2)
    z = v128.load16_lane(roots + i32x4.extract_lane(third, 2), z, 4)
    z = v128.load16_lane(roots + i32x4.extract_lane(fourth, 2), z, 6)
    const a = (<usize>load<u8>(lightness)) << 2, b = (<usize>load<u8>(lightness, 1)) << 2
    const c = (<usize>load<u8>(lightness, 2)) << 2, d = (<usize>load<u8>(lightness, 3)) << 2
    let wanted = v128.load32_zero(wantedRoots + a)
    wanted = v128.load32_lane(wantedRoots + b, wanted, 1)
    wanted = v128.load32_lane(wantedRoots + c, wanted, 2)
    wanted = v128.load32_lane(wantedRoots + d, wanted, 3)
    const move = i32x4.sub(wanted, y)
    x = cubes(i32x4.add(x, move))
    z = cubes(i32x4.add(z, move))
    const p = v128.load(shares + (a << 2)), q = v128.load(shares + (b << 2))
    const r = v128.load(shares + (c << 2)), s = v128.load(shares + (d << 2))
    const low = v128.shuffle<i32>(p, q, 0, 4, 1, 5), high = v128.shuffle<i32>(r, s, 0, 4, 1, 5)
    const red = i32x4.add(v128.shuffle<i64>(low, high, 0, 2), i32x4.add(i32x4.mul(x, rx), i32x4.mul(z, rz)))
    const green = i32x4.add(v128.shuffle<i64>(low, high, 1, 3), i32x4.add(i32x4.mul(x, gx), i32x4.mul(z, gz)))
    const last = v128.shuffle<i64>(v128.shuffle<i32>(p, q, 2, 6, 3, 7), v128.shuffle<i32>(r, s, 2, 6, 3, 7), 0, 2)
    const blue = i32x4.add(last, i32x4.add(i32x4.mul(x, bx), i32x4.mul(z, bz)))
    const both = i16x8.min_s(most, i16x8.max_s(zero, i16x8.narrow_i32x4_s(i32x4.shr_s(red, 12), i32x4.shr_s(green, 12))))
    const rest = i16x8.min_s(most, i16x8.max_s(zero, i16x8.narrow_i32x4_s(i32x4.shr_s(blue, 12), zero)))
    let result = v128.load(pointer)
    result = v128.load8_lane(levels + i16x8.extract_lane_u(both, 0), result, 0)
    result = v128.load8_lane(levels + i16x8.extract_lane_u(both, 4), result, 1)
    result = v128.load8_lane(levels + i16x8.extract_lane_u(rest, 0), result, 2)
    result = v128.load8_lane(levels + i16x8.extract_lane_u(both, 1), result, 4)
    result = v128.load8_lane(levels + i16x8.extract_lane_u(both, 5), result, 5)
    result = v128.load8_lane(levels + i16x8.extract_lane_u(rest, 1), result, 6)
    result = v128.load8_lane(levels + i16x8.extract_lane_u(both, 2), result, 8)
    result = v128.load8_lane(levels + i16x8.extract_lane_u(both, 6), result, 9)
    result = v128.load8_lane(levels + i16x8.extract_lane_u(rest, 2), result, 10)
    result = v128.load8_lane(levels + i16x8.extract_lane_u(both, 3), result, 12)
    result = v128.load8_lane(levels + i16x8.extract_lane_u(both, 7), result, 13)
    result = v128.load8_lane(levels + i16x8.extract_lane_u(rest, 3), result, 14)
    storePixels(pointer, result, pixels - index)
    index += 4
    pointer += 16
    lightness += 4
  } while (index < pixels)
}

/** Where f of a pixel's X, Y and Z is found, in bytes of 16-bit numbers. */
// @ts-ignore: decorator
@inline
function rootPlaces(pixel: usize, sums: usize): v128 {
  const red = v128.load(sums + ((<usize>load<u8>(pixel)) << 4))
  const green = v128.load(sums + ((<usize>load<u8>(pixel, 1)) << 4), LOTS)
  const blue = v128.load(sums + ((<usize>load<u8>(pixel, 2)) << 4), 2 * LOTS)
  return i32x4.shl(i32x4.shr_u(i32x4.add(i32x4.add(red, green), blue), 14), 1)
}

/** f back to shares of white. */
// @ts-ignore: decorator
@inline
function cubes(root: v128): v128 {
  const cube = i32x4.shr_s(i32x4.mul(i32x4.shr_s(i32x4.mul(root, root), 14), root), 14)
  const foot = i32x4.shr_s(i32x4.mul(i32x4.sub(root, i32x4.splat(2260)), i32x4.splat(8416)), 16)
  return v128.bitselect(cube, foot, i32x4.gt_s(root, i32x4.splat(3390)))
}
