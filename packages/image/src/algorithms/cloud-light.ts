import type { Key } from '../kernels/random.js'
import { plasma } from './plasma.js'
import { shading, type Shading, type ShadingPlace } from './shading.js'

interface Cloud {
  readonly roughness: number
  readonly key: Key
}

/** Darken by a cloud: where it is thickest, `intensity` of the light is gone. */
export const cloudShadow = shading<Cloud & { readonly intensity: number }>('cloudShadow', (settings, place) =>
  underCloud(settings, place, -settings.intensity, 0),
)

/** Add brightness, a share of white, and contrast about the mean luma, both as much as a cloud is thick. */
export const cloudBrightness = shading<Cloud & { readonly brightness: number; readonly contrast: number }>(
  'cloudBrightness',
  (settings, place) => {
    const { brightness, contrast } = settings
    const mean = contrast === 0 ? 0 : place.meanLuma()
    return underCloud(settings, place, contrast, 255 * brightness - mean * contrast)
  },
)

/** Add `gain` to a factor of 1, and `offset` to the product, where a cloud is thickest; half of it where all is as thick. */
function underCloud({ roughness, key }: Cloud, place: ShadingPlace, gain: number, offset: number): Shading {
  const { scratch, width, height } = place
  const { field, stride, low, high } = plasma(scratch, width, height, key, roughness)
  const slope = high > low ? 1 / (high - low) : 0
  const base = high > low ? -low * slope : 0.5
  const row = [1 + gain * base, gain * slope, offset * base, offset * slope]
  const rows = Float32Array.from({ length: 4 * height }, (_, at) => row[at & 3] ?? 0)
  return { field, stride, rows }
}
