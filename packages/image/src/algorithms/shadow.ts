import { Scratch } from '../kernels/kernels.js'
import { fillPolygon } from '../labels/rasterise.js'
import { outlineBox } from '../maps/outlines.js'
import type { Algorithm } from './algorithm.js'
import { soften } from './soften.js'
import { veilAlgorithm } from './veil.js'

interface Shadow {
  /** [x0, y0, x1, y1, …] in pixels; where it crosses itself, the even-odd rule says what is inside. */
  readonly outline: readonly number[]
  /** Share of light that is taken away. */
  readonly intensity: number
}

interface ShadowSettings {
  readonly shadows: readonly Shadow[]
  /** Standard deviation of the half-shade at the edge, in pixels. */
  readonly softness: number
}

/** Darken polygons; where several lie, each takes its share of what the others left. */
export const shadowOf: Algorithm<ShadowSettings> = {
  ...veilAlgorithm<ShadowSettings>('shadow', (settings, size) => {
    const keep = new Float32Array(size.width * size.height).fill(1)
    for (const { block, shares, intensity } of blocksOf(settings, size)) {
      const scratch = Scratch.beside()
      const plane = new Int16Array(scratch.kernels.memory.buffer, shares(scratch), block.width * block.height)
      for (let y = 0, from = 0; y < block.height; y++) {
        const row = (block.top + y) * size.width + block.left
        for (let at = row; at < row + block.width; at++, from++)
          keep[at] = (keep[at] ?? 0) * (1 - (intensity * (plane[from] ?? 0)) / WHOLE)
      }
    }
    return { keep: [keep], light: [], colour: [0, 0, 0] }
  }),
  bytes(canvas, settings) {
    const { scratch, pointer, width } = canvas
    const { kernels } = scratch
    const blocks = blocksOf(settings, canvas)
    const all = hull(blocks.map(({ block }) => block))
    const changes = scratch.takeZeros(all.width * all.height * 2)
    for (const { block, shares, intensity } of blocks) {
      const to = changes + ((block.top - all.top) * all.width + block.left - all.left) * 2
      kernels.layShade(to, all.width, shares(scratch), block.width, block.height, Math.round(-32768 * intensity))
    }
    kernels.dim(pointer + (all.top * width + all.left) * 4, width, changes, all.width, all.height)
    return canvas
  },
}

/** A share of one, where softening works with whole numbers of 16 bits. */
const WHOLE = 16384

interface Block {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Where shadows fall, and how their shares grow in scratch memory: whole numbers of 16 bits, row by row. */
const blocksOf = ({ shadows, softness }: ShadowSettings, size: { readonly width: number; readonly height: number }) =>
  shadows.flatMap(({ outline, intensity }) => {
    const block = blockOf(outline, softness, size)
    const { left, top, width, height } = block
    if (width <= 0 || height <= 0) return []
    const shares = (scratch: Scratch): number => {
      const at = scratch.take(width * height * 2)
      const plane = new Int16Array(scratch.kernels.memory.buffer, at, width * height).fill(0)
      const moved = outline.map((value, index) => value - (index % 2 === 0 ? left : top))
      fillPolygon(moved, width, height, plane, WHOLE)
      return soften(scratch, at, width, height, softness)
    }
    return [{ block, shares, intensity }]
  })

function blockOf(
  outline: readonly number[],
  softness: number,
  size: { readonly width: number; readonly height: number },
): Block {
  const [x, y, w, h] = outlineBox([outline])
  // Three boxes reach a little farther than three standard deviations.
  const reach = Math.ceil(3 * softness) + 4
  const [left, top] = [Math.max(0, Math.floor(x) - reach), Math.max(0, Math.floor(y) - reach)]
  const width = Math.min(size.width, Math.ceil(x + w) + reach) - left
  const height = Math.min(size.height, Math.ceil(y + h) + reach) - top
  return { left, top, width, height }
}

/** The smallest block that holds all of these. */
function hull(blocks: readonly Block[]): Block {
  if (blocks.length === 0) return { left: 0, top: 0, width: 0, height: 0 }
  const left = Math.min(...blocks.map((block) => block.left))
  const top = Math.min(...blocks.map((block) => block.top))
  const right = Math.max(...blocks.map((block) => block.left + block.width))
  const bottom = Math.max(...blocks.map((block) => block.top + block.height))
  return { left, top, width: right - left, height: bottom - top }
}
