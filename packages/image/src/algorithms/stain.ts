import { exact } from '@variegate/core'
import type { Algorithm } from './algorithm.js'
import { byteOf, everyColour } from './every-colour.js'
import { readTable, STEPS_PER_LEVEL } from './srgb.js'

interface StainSettings {
  /** The optical densities of haematoxylin and of eosin in red, green and blue, row by row. */
  readonly stains: readonly number[]
  /** What the amounts of both are multiplied with, and what is added then. */
  readonly scale: readonly number[]
  readonly shift: readonly number[]
  /** Whether bright pixels without tissue change too. */
  readonly background: boolean
}

/** As albumentations: where 299 red + 587 green + 114 blue reaches 85% of white there is no tissue. */
const TISSUE_BELOW = 850 * 255

const changePlanes = everyColour<StainSettings>('changeStains', (red, green, blue, count, settings) => {
  const { background } = settings
  const [rr = 0, rg = 0, rb = 0, ra = 0, gr = 0, gg = 0, gb = 0, ga = 0, br = 0, bg = 0, bb = 0, ba = 0] =
    densityMap(settings)
  const density = densities()
  const intensity = intensities()
  for (let at = 0; at < count; at++) {
    const r = red[at] ?? 0
    const g = green[at] ?? 0
    const b = blue[at] ?? 0
    if (!background && 299 * r + 587 * g + 114 * b >= TISSUE_BELOW) continue
    const dr = readTable(density, r * STEPS_PER_LEVEL)
    const dg = readTable(density, g * STEPS_PER_LEVEL)
    const db = readTable(density, b * STEPS_PER_LEVEL)
    red[at] = readTable(intensity, positive(rr * dr + rg * dg + rb * db + ra))
    green[at] = readTable(intensity, positive(gr * dr + gg * dg + gb * db + ga))
    blue[at] = readTable(intensity, positive(br * dr + bg * dg + bb * db + ba))
  }
})

/**
 * Change how much of two stains tissue has taken up (Ruifrok and Johnston, 2001): separated in optical density, where they
 * add up. What neither stain explains stays as it is (Tellez et al., 2018).
 */
export const changeStains: Algorithm<StainSettings> = {
  ...changePlanes,
  bytes(canvas, settings) {
    const { scratch, pointer, width, height } = canvas
    const levels = levelsOfDensities()
    const limit = settings.background ? 2 ** 31 - 1 : TISSUE_BELOW
    const tables = [scratch.put(sharesOf(settings)), scratch.put(levels)] as const
    scratch.kernels.mixTables(pointer, width * height, ...tables, levels.length - 1, limit)
    return { ...canvas, grey: false }
  },
}

/** What every level of red, of green and of blue adds to the three densities after the change, in 1/256 of a step of `levelsOfDensities`, and to a thousandfold luma. */
function sharesOf(settings: StainSettings): Int32Array {
  const map = densityMap(settings)
  const density = densities()
  const shares = new Int32Array(3 * 256 * 4)
  for (let at = 0; at < shares.length; at++) {
    const [column, level, row] = [at >> 10, (at >> 2) & 255, at & 3]
    const share = (map[row * 4 + column] ?? 0) * (density[level * STEPS_PER_LEVEL] ?? 0)
    const added = share + (column === 0 ? (map[row * 4 + 3] ?? 0) : 0)
    // Rounded down, sums come out rounded half up.
    const half = column === 0 ? 0.5 : 0
    shares[at] = row === 3 ? (LUMA[column] ?? 0) * level : whole(256 * (added * LEVEL_STEPS + half))
  }
  return shares
}

/** Three of these add up within 32 bits. */
const whole = (value: number): number => Math.round(Math.min(2 ** 29, Math.max(-(2 ** 29), value)))

const LUMA = [299, 587, 114] as const

const positive = (density: number): number => (density > 0 ? density * DENSITY_STEPS : 0)

/** Densities after the change as a 3x4 map of those before: identity + stains^T (scale - 1) pseudo-inverse, and stains^T shift. */
function densityMap({ stains, scale, shift }: StainSettings): number[] {
  const [h0 = 0, h1 = 0, h2 = 0, e0 = 0, e1 = 0, e2 = 0] = stains
  const [hh, he, ee] = [h0 * h0 + h1 * h1 + h2 * h2, h0 * e0 + h1 * e1 + h2 * e2, e0 * e0 + e1 * e1 + e2 * e2]
  const det = hh * ee - he * he
  const [stain, other] = [
    [h0, h1, h2],
    [e0, e1, e2],
  ]
  const [moreH, moreE] = [(scale[0] ?? 1) - 1, (scale[1] ?? 1) - 1]
  return [0, 1, 2].flatMap((row) => {
    const [h, e] = [stain[row] ?? 0, other[row] ?? 0]
    const columns = [0, 1, 2].map((column) => {
      const [fromH, fromE] = [stain[column] ?? 0, other[column] ?? 0]
      const amountH = (ee * fromH - he * fromE) / det
      const amountE = (hh * fromE - he * fromH) / det
      return (row === column ? 1 : 0) + h * moreH * amountH + e * moreE * amountE
    })
    return [...columns, h * (shift[0] ?? 0) + e * (shift[1] ?? 0)]
  })
}

/** Below this share of white, black is black. */
const DARKEST = 1e-6
const DENSITY_STEPS = 512
const DENSEST = 16
/** Finer than for planes, as bytes are read without lines between points. */
const LEVEL_STEPS = 2048

let densityTable: Float32Array | undefined
let intensityTable: Float32Array | undefined
let levelTable: Uint8Array | undefined

/** Optical densities -ln(v / 255) of values v / 16. */
function densities(): Float32Array {
  densityTable ??= Float32Array.from(
    { length: 255 * STEPS_PER_LEVEL + 2 },
    (_, index) => -exact.log(Math.min(1, Math.max(DARKEST, index / (255 * STEPS_PER_LEVEL)))),
  )
  return densityTable
}

/** Values 255 exp(-d) of densities d / 512. */
function intensities(): Float32Array {
  intensityTable ??= Float32Array.from(
    { length: DENSEST * DENSITY_STEPS + 2 },
    (_, index) => 255 * exact.exp(-index / DENSITY_STEPS),
  )
  return intensityTable
}

/** Bytes of densities d / 2048, up to the first that is black. */
function levelsOfDensities(): Uint8Array {
  levelTable ??= Uint8Array.from({ length: Math.ceil(LEVEL_STEPS * exact.log(510)) + 1 }, (_, index) =>
    byteOf(255 * exact.exp(-index / LEVEL_STEPS)),
  )
  return levelTable
}
