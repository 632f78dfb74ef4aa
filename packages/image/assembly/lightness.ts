/**
 * The lightness of CIE Lab of RGBA bytes, 255 for 100, in OpenCV's fixed point. `light` holds linear light of every level in eighths of one,
 * `root` CIE Lab's f of every eighth in 1/32768, both unsigned 16-bit numbers; the weights of red, green and blue are in 1/4096.
 */
export function lightness(
  source: usize, pixels: i32, light: usize, root: usize, ofRed: i32, ofGreen: i32, ofBlue: i32, scale: i32, shift: i32, target: usize,
): void {
  const end = target + <usize>pixels
  for (; target < end; target++, source += 4) {
    const red = <i32>load<u16>(light + ((<usize>load<u8>(source)) << 1))
    const green = <i32>load<u16>(light + ((<usize>load<u8>(source, 1)) << 1))
    const blue = <i32>load<u16>(light + ((<usize>load<u8>(source, 2)) << 1))
    const y = (red * ofRed + green * ofGreen + blue * ofBlue + 2048) >> 12
    store<u8>(target, <u8>((scale * <i32>load<u16>(root + ((<usize>y) << 1)) + shift + 16384) >> 15))
  }
}

/**
 * Give RGBA bytes another lightness, a byte a pixel; a and b of CIE Lab stay. Shares of white and f are in 1/16384. `tables` holds, one after
 * the other: linear light of 256 levels, f and the share of white of 256 lightnesses, f of every fourth share (4098), 32-bit each; the levels
 * of 16385 shares, a byte each. `weights` holds two 3x3 matrices of 32-bit numbers in 1/4096, row by row: to X, Y and Z, and back.
 */
export function setLightness(pointer: usize, pixels: i32, lightness: usize, tables: usize, weights: usize): void {
  const rootOf = tables + 1024
  const shareOf = tables + 2048
  const roots = tables + 3072
  const levels = roots + 16392
  const xr = load<i32>(weights), xg = load<i32>(weights, 4), xb = load<i32>(weights, 8)
  const yr = load<i32>(weights, 12), yg = load<i32>(weights, 16), yb = load<i32>(weights, 20)
  const zr = load<i32>(weights, 24), zg = load<i32>(weights, 28), zb = load<i32>(weights, 32)
  const rx = load<i32>(weights, 36), ry = load<i32>(weights, 40), rz = load<i32>(weights, 44)
  const gx = load<i32>(weights, 48), gy = load<i32>(weights, 52), gz = load<i32>(weights, 56)
  const bx = load<i32>(weights, 60), by = load<i32>(weights, 64), bz = load<i32>(weights, 68)
  const end = pointer + ((<usize>pixels) << 2)
  for (; pointer < end; pointer += 4, lightness++) {
    const r = load<i32>(tables + ((<usize>load<u8>(pointer)) << 2))
    const g = load<i32>(tables + ((<usize>load<u8>(pointer, 1)) << 2))
    const b = load<i32>(tables + ((<usize>load<u8>(pointer, 2)) << 2))
    const wanted = (<usize>load<u8>(lightness)) << 2
    const y = load<i32>(shareOf + wanted)
    const move = load<i32>(rootOf + wanted) - rootAt(roots, yr * r + yg * g + yb * b)
    const x = cube(rootAt(roots, xr * r + xg * g + xb * b) + move)
    const z = cube(rootAt(roots, zr * r + zg * g + zb * b) + move)
    const red = levelAt(levels, rx * x + ry * y + rz * z)
    const green = levelAt(levels, gx * x + gy * y + gz * z)
    const blue = levelAt(levels, bx * x + by * y + bz * z)
    store<u32>(pointer, (load<u32>(pointer) & 0xff000000) | (blue << 16) | (green << 8) | red)
  }
}

// @ts-ignore: decorator
@inline
function rootAt(roots: usize, share: i32): i32 {
  return load<i32>(roots + ((<usize>((share + 8192) >> 14)) << 2))
}

// @ts-ignore: decorator
@inline
function levelAt(levels: usize, share: i32): u32 {
  return <u32>load<u8>(levels + <usize>max(0, min(16384, (share + 2048) >> 12)))
}

/** f back to a share of white. */
// @ts-ignore: decorator
@inline
function cube(root: i32): i32 {
  return root > 3390 ? (((root * root) >> 14) * root) >> 14 : ((root - 2260) * 8416) >> 16
}
