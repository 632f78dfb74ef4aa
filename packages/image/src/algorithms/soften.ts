import { Scratch } from '../kernels/kernels.js'

/** Wider boxes are cheaper by running sums. */
const WIDEST = 15

/** Soften a plane about as a Gaussian of that standard deviation does, by three averages over boxes (Wells, 1986). */
export function softenPlane(plane: Float32Array, width: number, height: number, sigma: number): Float32Array {
  const radius = radiusOf(sigma)
  if (radius < 1) return plane
  if (radius > WIDEST) {
    let softened = plane
    for (let pass = 0; pass < 3; pass++) softened = wideMeans(softened, width, height, radius)
    return softened
  }
  const scratch = Scratch.beside()
  return scratch.floats(softenAt(scratch, scratch.put(plane), width, height, radius), plane.length)
}

/** Average a plane in scratch memory three times; gives where the result lies. */
function softenAt(scratch: Scratch, plane: number, width: number, height: number, radius: number): number {
  const other = scratch.take(width * height * 4)
  const line = scratch.take(4 * (width + 2 * radius + 8))
  scratch.kernels.boxMeans(plane, other, width, height, radius, line)
  scratch.kernels.boxMeans(other, plane, width, height, radius, line)
  scratch.kernels.boxMeans(plane, other, width, height, radius, line)
  return other
}

/** How far the boxes reach that stand for a Gaussian. */
const radiusOf = (sigma: number): number => Math.round((Math.sqrt(4 * sigma * sigma + 1) - 1) / 2)

/** Soften a plane in scratch memory about as a Gaussian does; gives where the result lies. */
export function softenInPlace(scratch: Scratch, plane: number, width: number, height: number, sigma: number): number {
  const radius = radiusOf(sigma)
  return radius < 1 ? plane : softenAt(scratch, plane, width, height, radius)
}

/** Average a plane over boxes of 2 radius + 1 pixels a side, by running sums; beyond the edge lies the edge pixel. */
function wideMeans(plane: Float32Array, width: number, height: number, radius: number): Float32Array {
  const result = new Float32Array(plane.length)
  const share = 1 / ((2 * radius + 1) * (2 * radius + 1))
  // Sums of columns, with the edge columns again and again on both sides.
  const sums = new Float64Array(width + 2 * radius + 1)
  for (let y = -radius; y <= radius; y++) {
    const row = Math.min(height - 1, Math.max(0, y)) * width
    for (let x = 0; x < width; x++) sums[radius + x]! += plane[row + x] ?? 0
  }
  for (let y = 0; y < height; y++) {
    const row = y * width
    sums.fill(sums[radius] ?? 0, 0, radius)
    sums.fill(sums[radius + width - 1] ?? 0, radius + width)
    let sum = 0
    for (let x = 0; x < 2 * radius; x++) sum += sums[x] ?? 0
    for (let x = 0; x < width; x++) {
      sum += sums[x + 2 * radius] ?? 0
      result[row + x] = sum * share
      sum -= sums[x] ?? 0
    }
    const enters = Math.min(height - 1, y + radius + 1) * width
    const leaves = Math.max(0, y - radius) * width
    for (let x = 0; x < width; x++) sums[radius + x]! += (plane[enters + x] ?? 0) - (plane[leaves + x] ?? 0)
  }
  return result
}
