import type { Key } from '../kernels/random.js'
import { plasma } from './plasma.js'
import { shading } from './shading.js'

interface Cloud {
  readonly roughness: number
  readonly key: Key
}

/** Darken by a cloud: where it is thickest, `intensity` of the light is gone. */
export const cloudShadow = shading<Cloud & { readonly intensity: number }>(
  'cloudShadow',
  ({ intensity, roughness, key }, place) => {
    const gains = plasma(key, roughness, place)
    for (let at = 0; at < gains.length; at++) gains[at] = 1 - intensity * (gains[at] ?? 0)
    return { gains }
  },
)

/** Add brightness, a share of white, and contrast about the mean luma, both as much as a cloud is thick. */
export const cloudBrightness = shading<Cloud & { readonly brightness: number; readonly contrast: number }>(
  'cloudBrightness',
  ({ brightness, contrast, roughness, key }, place) => {
    const gains = plasma(key, roughness, place)
    const offsets = new Float32Array(gains.length)
    const mean = contrast === 0 ? 0 : place.meanLuma()
    for (let at = 0; at < gains.length; at++) {
      const cloud = gains[at] ?? 0
      offsets[at] = 255 * brightness * cloud - mean * contrast * cloud
      gains[at] = 1 + contrast * cloud
    }
    return { gains, offsets }
  },
)
