import type { ConvolveStep } from '../steps/steps.js'
import type { ByteCanvas } from './canvas.js'

/** Correlate with the kernel for bytes that does it with the fewest operations. */
export function runConvolve(canvas: ByteCanvas, step: ConvolveStep): ByteCanvas {
  const { scratch, width, height } = canvas
  const target = scratch.take(width * height * 4)
  const sizes = sizesOf(step.kernel)
  if (sizes) convolveAlike(canvas, target, step, sizes)
  else {
    const quarter = quarterOf(step)
    if (quarter) convolveEven(canvas, target, step, quarter)
    else convolveAny(canvas, target, step)
  }
  return { ...canvas, pointer: target }
}

function convolveAny({ scratch, pointer, width, height }: ByteCanvas, target: number, step: ConvolveStep): void {
  const { kernel, width: w, height: h, offset } = step
  const taps = scratch.put(Float32Array.from(kernel))
  const work = scratch.take(12 * h * (width + w + 16) + 24 * (w * h + 4))
  scratch.kernels.convolve(pointer, target, width, height, taps, w, h, offset, work)
}

function convolveEven(
  { scratch, pointer, width, height }: ByteCanvas,
  target: number,
  { width: w, offset }: ConvolveStep,
  quarter: Float32Array,
): void {
  const radius = w >> 1
  const taps = scratch.put(quarter)
  const work = scratch.take((width + 2 * radius + 16) * (18 * radius + 24) + 8 * (radius + 2) ** 2)
  scratch.kernels.convolveEven(pointer, target, width, height, taps, radius, offset, work)
}

/** The lower right quarter of a kernel that is the same on all sides, as lenses' are; of small ones nothing, as they gain nothing by it. */
function quarterOf({ kernel, width, height }: ConvolveStep): Float32Array | undefined {
  if (width !== height || width % 2 === 0 || width < 7) return undefined
  const taps = Float32Array.from(kernel)
  const [radius, last] = [width >> 1, width - 1]
  for (let y = 0; y <= radius; y++) {
    for (let x = 0; x <= radius; x++) {
      const tap = taps[y * width + x]
      const others = [taps[y * width + last - x], taps[(last - y) * width + x], taps[(last - y) * width + last - x]]
      if (others.some((other) => other !== tap)) return undefined
    }
  }
  const side = radius + 1
  return Float32Array.from(
    { length: side * side },
    (_, at) => taps[(radius + Math.floor(at / side)) * width + radius + (at % side)] ?? 0,
  )
}

/** Where a kernel's taps of one size are, as indices into it. */
interface Size {
  readonly size: number
  readonly above: readonly number[]
  readonly below: readonly number[]
}

/** Sums of so many bytes fit 16 bits. */
const MOST_ALIKE = 128
/** With more sizes, pairs of neighbours cost less. */
const MOST_SIZES = 4

/** A kernel's taps by their size, where these are so few that adding up before weighing pays. */
function sizesOf(kernel: readonly number[]): readonly Size[] | undefined {
  const sizes = new Map<number, { size: number; above: number[]; below: number[] }>()
  for (const [index, tap] of kernel.entries()) {
    const size = Math.abs(tap)
    if (size === 0) continue
    const known = sizes.get(size) ?? { size, above: [], below: [] }
    if (tap > 0) known.above.push(index)
    else known.below.push(index)
    if (known.above.length + known.below.length > MOST_ALIKE) return undefined
    sizes.set(size, known)
    if (sizes.size > MOST_SIZES) return undefined
  }
  return [...sizes.values()]
}

/** More fractional bits than this do not show. */
const MOST_BITS = 22

/** Taps become whole multiples of 2^-bits; what rounding them adds up to goes to a size of one tap, so that the total keeps its value. */
function convolveAlike(
  { scratch, pointer, width, height }: ByteCanvas,
  target: number,
  { width: w, height: h, offset }: ConvolveStep,
  sizes: readonly Size[],
): void {
  const counts = sizes.map(({ above, below }) => above.length - below.length)
  const many = sizes.reduce((sum, { above, below }) => sum + above.length + below.length, 0)
  const largest = Math.max(0, ...sizes.map(({ size }) => size))
  const total = sizes.reduce((sum, { size, above, below }) => sum + 255 * size * (above.length + below.length), 0)
  let bits = MOST_BITS
  while (
    bits > 0 &&
    (largest * 2 ** bits + many > 32766 || (total + Math.abs(offset) + 1) * 2 ** bits + 255 * many > 2147483647)
  )
    bits--
  const weights = sizes.map(({ size }) => Math.round(size * 2 ** bits))
  const wanted = Math.round(sizes.reduce((sum, { size }, at) => sum + size * (counts[at] ?? 0), 0) * 2 ** bits)
  const rest = weights.reduce((sum, weight, at) => sum - weight * (counts[at] ?? 0), wanted)
  const single = sizes.findIndex(({ above, below }) => above.length + below.length === 1)
  if (single >= 0) weights[single] = (weights[single] ?? 0) + rest * (counts[single] ?? 0)

  const pairs = Math.ceil(sizes.length / 2)
  const program = Int32Array.from({ length: 5 * pairs }, (_, at) => {
    const first = 2 * Math.floor(at / 5)
    if (at % 5 === 0) return ((weights[first] ?? 0) & 0xffff) | ((weights[first + 1] ?? 0) << 16)
    const { above = [], below = [] } = sizes[first + (at % 5 > 2 ? 1 : 0)] ?? {}
    return 4 * ((at % 5) % 2 === 1 ? above : below).length
  })
  const places = Int32Array.from(
    sizes.flatMap(({ above, below }) => [...above, ...below]).flatMap((at) => [at % w, Math.floor(at / w)]),
  )
  const rounding = Math.floor(offset * 2 ** bits + 0.5) + Math.floor(2 ** bits / 2)
  const [placesAt, programAt] = [scratch.put(places), scratch.put(program)]
  const work = scratch.take(6 * h * (width + w + 24) + 4 * many + 64)
  scratch.kernels.convolveAlike(
    pointer,
    target,
    width,
    height,
    w,
    h,
    placesAt,
    many,
    programAt,
    pairs,
    rounding,
    bits,
    work,
  )
}
