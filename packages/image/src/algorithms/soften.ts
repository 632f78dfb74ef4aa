/** Average a plane over boxes of an odd number of pixels a side, by running sums; beyond the edge lies the edge pixel. */
export function boxBlurPlane(plane: Float32Array, width: number, height: number, size: number): Float32Array {
  const radius = Math.floor(size / 2)
  if (radius < 1) return plane
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

/** Soften a plane about as a Gaussian of that standard deviation does, by three averages over boxes (Wells, 1986). */
export function softenPlane(plane: Float32Array, width: number, height: number, sigma: number): Float32Array {
  const ideal = Math.sqrt(4 * sigma * sigma + 1)
  const size = 2 * Math.round((ideal - 1) / 2) + 1
  let softened = plane
  for (let pass = 0; pass < 3; pass++) softened = boxBlurPlane(softened, width, height, size)
  return softened
}
