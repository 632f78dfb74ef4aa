import { local, blur, displace, warp, type ImageStep } from '../../steps/steps.js'
import { channelContrastOf } from '../../algorithms/corruptions/channel-contrast.js'
import { defocusBlurOf } from '../../algorithms/corruptions/defocus-blur.js'
import { elasticOf } from '../../algorithms/corruptions/elastic.js'
import { plasmaFogOf } from '../../algorithms/corruptions/fog.js'
import { frostedOf } from '../../algorithms/corruptions/frost.js'
import { hsvOf } from '../../algorithms/corruptions/hsv.js'
import { impulseNoiseOf } from '../../algorithms/corruptions/impulse-noise.js'
import { motionBlurOf } from '../../algorithms/corruptions/motion-blur.js'
import { coarsenOf } from '../../algorithms/corruptions/pixelate.js'
import { fallingSnowOf } from '../../algorithms/corruptions/snow.js'
import { splashOf } from '../../algorithms/corruptions/spatter.js'
import { jpegOf } from '../../algorithms/jpeg.js'
import { poissonNoiseOf } from '../../algorithms/poisson.js'
import { swapNear } from '../../algorithms/swap-near.js'
import { multiplyNoiseOf } from '../../algorithms/value-noise.js'
import { zoomBlurOf } from '../../algorithms/zoom-blur.js'
import type { Key } from '../../kernels/random.js'
import type { Matrix } from '../../matrix.js'

/** What a corruption may know: what was drawn, the size, and how much larger than 224 pixels the shorter side is. */
interface About {
  readonly key: Key
  /** An angle as a share of the range it may have, [-1, 1). */
  readonly turn: number
  /** How far three points move, x and y of each, as shares of the most, [-1, 1). */
  readonly sway: readonly number[]
  readonly width: number
  readonly height: number
  readonly scale: number
}

/** One value for each severity from 1 to 5. */
type Levels<Value> = readonly [Value, Value, Value, Value, Value]

const graded =
  <Value>(levels: Levels<Value>, steps: (value: Value, about: About) => readonly ImageStep[]) =>
  (severity: number, about: About): readonly ImageStep[] =>
    steps(levels[Math.min(4, Math.max(0, severity - 1))] ?? levels[0], about)

/** The corruptions with their published constants; lengths are in pixels of 224 and grow with the shorter side. */
export const corruptions = {
  gaussian_noise: graded([0.08, 0.12, 0.18, 0.26, 0.38], (std, { key }) => [
    { kind: 'noise', law: 'gaussian', std: 255 * std, shared: false, key },
  ]),
  shot_noise: graded([60, 25, 12, 5, 3], (photons, { key }) => [
    local(poissonNoiseOf, { scale: 1 / photons, gamma: 1, key }),
  ]),
  impulse_noise: graded([0.03, 0.06, 0.09, 0.17, 0.27], (amount, { key }) => [local(impulseNoiseOf, { amount, key })]),
  speckle_noise: graded([0.15, 0.2, 0.35, 0.45, 0.6], (scale, { key }) => [
    local(multiplyNoiseOf, { law: { name: 'gaussian', mean: 0, scale }, shared: false, key }),
  ]),
  defocus_blur: graded(
    [
      [3, 0.1],
      [4, 0.5],
      [6, 0.5],
      [8, 0.5],
      [10, 0.5],
    ],
    ([radius = 0, edge = 0], { scale }) => [blur(edge * scale), local(defocusBlurOf, { radius: radius * scale })],
  ),
  glass_blur: graded(
    [
      [0.7, 1, 2],
      [0.9, 2, 1],
      [1, 2, 3],
      [1.1, 3, 2],
      [1.5, 4, 2],
    ],
    ([sigma = 0, reach = 0, rounds = 0], { scale, key }) => [
      blur(sigma * scale),
      local(swapNear, { distance: Math.max(1, Math.round(reach * scale)), rounds, key }),
      blur(sigma * scale),
    ],
  ),
  motion_blur: graded(
    [
      [10, 3],
      [15, 5],
      [15, 8],
      [15, 12],
      [20, 15],
    ],
    ([radius = 0, sigma = 0], { scale, turn }) => [
      local(motionBlurOf, { radius: radius * scale, sigma: sigma * scale, angle: 45 * turn }),
    ],
  ),
  zoom_blur: graded(
    [
      [11, 0.01],
      [16, 0.01],
      [11, 0.02],
      [13, 0.02],
      [11, 0.03],
    ],
    ([count = 0, step = 0]) => [
      local(zoomBlurOf, { factors: Array.from({ length: count }, (_, index) => 1 + index * step) }),
    ],
  ),
  gaussian_blur: graded([1, 2, 3, 4, 6], (sigma, { scale }) => [blur(sigma * scale)]),
  snow: graded(
    [
      [0.1, 0.3, 3, 0.5, 10, 4, 0.8],
      [0.2, 0.3, 2, 0.5, 12, 4, 0.7],
      [0.55, 0.3, 4, 0.9, 12, 8, 0.7],
      [0.55, 0.3, 4.5, 0.85, 12, 8, 0.65],
      [0.55, 0.3, 2.5, 0.85, 12, 12, 0.55],
    ],
    ([mean = 0, std = 0, flake = 0, threshold = 0, radius = 0, sigma = 0, keep = 0], { scale, turn, key }) => {
      const motion = { radius: radius * scale, sigma: sigma * scale, angle: 45 * turn - 90 }
      return [local(fallingSnowOf, { mean, std, threshold, flake: flake * scale, motion, keep, key })]
    },
  ),
  frost: graded(
    [
      [1, 0.4],
      [0.8, 0.6],
      [0.7, 0.7],
      [0.65, 0.7],
      [0.6, 0.75],
    ],
    ([keep = 0, ice = 0], { key }) => [local(frostedOf, { keep, ice, key })],
  ),
  fog: graded(
    [
      [1.5, 2],
      [2, 2],
      [2.5, 1.7],
      [2.5, 1.5],
      [3, 1.4],
    ],
    ([thickness = 0, decay = 1], { key }) => [local(plasmaFogOf, { thickness, decay, key })],
  ),
  brightness: graded([0.1, 0.2, 0.3, 0.4, 0.5], (add) => [local(hsvOf, { add, factor: 1, addSaturation: 0 })]),
  contrast: graded([0.4, 0.3, 0.2, 0.1, 0.05], (factor) => [local(channelContrastOf, { factor })]),
  // Amounts, blurs and moves of points: 244 where the paper's pictures have 224, as in the published code.
  elastic_transform: graded(
    [
      [488, 170.8, 24.4],
      [488, 19.52, 48.8],
      [12.2, 2.44, 4.88],
      [17.08, 2.44, 4.88],
      [29.28, 2.44, 4.88],
    ],
    ([alpha = 0, sigma = 0, most = 0], { width, height, scale, sway, key }) => {
      const matrix = swayed(width, height, sway, most * scale)
      return [
        warp({ matrix, width, height, border: 'reflect101' }),
        displace(elasticOf, { alpha, sigma, key }, { width, height, border: 'reflect' }),
      ]
    },
  ),
  pixelate: graded([0.6, 0.5, 0.4, 0.3, 0.25], (share) => [local(coarsenOf, { share })]),
  jpeg_compression: graded([25, 18, 15, 10, 7], (quality) => [local(jpegOf, { quality, subsampling: { x: 2, y: 2 } })]),
  spatter: graded(
    [
      [0.65, 0.3, 4, 0.69, 0.6, 0],
      [0.65, 0.3, 3, 0.68, 0.6, 0],
      [0.65, 0.3, 2, 0.68, 0.5, 0],
      [0.65, 0.3, 1, 0.65, 1.5, 1],
      [0.67, 0.4, 1, 0.65, 1.5, 1],
    ],
    ([mean = 0, std = 0, sigma = 0, threshold = 0, strength = 0, mud = 0], { key }) => [
      local(splashOf, { mean, std, sigma, threshold, strength, mud: mud === 1, key }),
    ],
  ),
  saturate: graded(
    [
      [0.3, 0],
      [0.1, 0],
      [2, 0],
      [5, 0.1],
      [20, 0.2],
    ],
    ([factor = 1, addSaturation = 0]) => [local(hsvOf, { add: 0, factor, addSaturation })],
  ),
} as const

/** The affine map that moves three points about the centre, a third of the shorter side away, by shares of the most. */
function swayed(width: number, height: number, sway: readonly number[], most: number): Matrix {
  const side = Math.max(1, Math.floor(Math.min(width, height) / 3))
  const [x, y] = [width / 2, height / 2]
  // Points at (x + side, y + side), (x + side, y - side) and (x - side, y - side) move by these.
  const [ax, ay, bx, by, cx, cy] = [0, 1, 2, 3, 4, 5].map((index) => (sway[index] ?? 0) * most)
  const [acrossX, acrossY] = [((bx ?? 0) - (cx ?? 0)) / (2 * side), ((by ?? 0) - (cy ?? 0)) / (2 * side)]
  const [downX, downY] = [((ax ?? 0) - (bx ?? 0)) / (2 * side), ((ay ?? 0) - (by ?? 0)) / (2 * side)]
  const [left, top] = [x - side, y - side]
  return [
    1 + acrossX,
    downX,
    (cx ?? 0) - acrossX * left - downX * top,
    acrossY,
    1 + downY,
    (cy ?? 0) - acrossY * left - downY * top,
    0,
    0,
    1,
  ]
}
