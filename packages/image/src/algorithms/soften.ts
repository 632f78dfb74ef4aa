/** Average a plane over boxes of an odd number of pixels a side, by running sums; beyond the edge lies the edge pixel. */
export function boxBlurPlane(plane: Float32Array, width: number, height: number, size: number): Float32Array {
  const radius = Math.floor(size / 2)
  return radius < 1 ? plane : averageColumns(averageRows(plane, width, height, radius), width, height, radius)
}

function averageRows(plane: Float32Array, width: number, height: number, radius: number): Float32Array {
  const result = new Float32Array(plane.length)
  const share = 1 / (2 * radius + 1)
  for (let y = 0; y < height; y++) {
    const row = y * width
    const first = plane[row] ?? 0
    const last = plane[row + width - 1] ?? 0
    let sum = first * (radius + 1)
    for (let x = 1; x <= radius; x++) sum += x < width ? (plane[row + x] ?? 0) : last
    for (let x = 0; x < width; x++) {
      result[row + x] = sum * share
      sum += x + radius + 1 < width ? (plane[row + x + radius + 1] ?? 0) : last
      sum -= x >= radius ? (plane[row + x - radius] ?? 0) : first
    }
  }
  return result
}

function averageColumns(plane: Float32Array, width: number, height: number, radius: number): Float32Array {
  const result = new Float32Array(plane.length)
  const sums = new Float64Array(width)
  const share = 1 / (2 * radius + 1)
  for (let y = -radius; y <= radius; y++) {
    const row = Math.min(height - 1, Math.max(0, y)) * width
    for (let x = 0; x < width; x++) sums[x] = (sums[x] ?? 0) + (plane[row + x] ?? 0)
  }
  for (let y = 0; y < height; y++) {
    const row = y * width
    const enters = Math.min(height - 1, y + radius + 1) * width
    const leaves = Math.max(0, y - radius) * width
    for (let x = 0; x < width; x++) {
      const sum = sums[x] ?? 0
      result[row + x] = sum * share
      sums[x] = sum + (plane[enters + x] ?? 0) - (plane[leaves + x] ?? 0)
    }
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
