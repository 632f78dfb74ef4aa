import type { TransformDefinition } from '@variegate/core'
import type { Image } from '../../sample.js'
import { atmosphericFog } from './atmospheric-fog.js'
import { fog } from './fog.js'
import { gravel } from './gravel.js'
import { lensFlare } from './lens-flare.js'
import { rain } from './rain.js'
import { raindropsOnLens } from './raindrops-on-lens.js'
import { shadow } from './shadow.js'
import { snow } from './snow.js'
import { spatter } from './spatter.js'
import { sunFlare } from './sun-flare.js'

export { atmosphericFog, fog, gravel, lensFlare, rain, raindropsOnLens, shadow, snow, spatter, sunFlare }

/** Weather and light between the scene and the camera. */
export const weatherTransforms: readonly TransformDefinition<Image>[] = [
  fog,
  atmosphericFog,
  rain,
  snow,
  gravel,
  shadow,
  sunFlare,
  lensFlare,
  spatter,
  raindropsOnLens,
]
