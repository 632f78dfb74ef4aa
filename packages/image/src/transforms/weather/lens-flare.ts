import { exact, range } from '@variegate/core'
import { lensFlareOf, type LensGhost } from '../../algorithms/lens-flare.js'
import { defineImageTransform } from '../../engine.js'
import { local, type Colour } from '../../steps/steps.js'
import { colourOf } from '../moving-options.js'
import { colourOption } from '../colour-option.js'
import { regionOf, regionOption } from './region.js'

/** Let a light reflect inside the lens: a glow, and pictures of the aperture on the line through the image's centre. */
export const lensFlare = defineImageTransform({
  name: 'lensFlare',
  changes: 'values',
  doc: "Let a light reflect inside the lens: a glow, and pictures of the aperture on the line through the image's centre.",
  origin: 'Hullin et al., "Physically-based real-time lens flare rendering", 2011, in its simplest form',
  options: {
    intensity: range({
      default: [0.4, 0.8],
      min: 0,
      max: 1,
      neutral: 0,
      strength: (s) => s,
      doc: 'How bright the glow is at the light; ghosts are up to a third of that.',
    }),
    glow: range({
      default: [0.05, 0.15],
      min: 0,
      max: 1,
      unit: 'of the longer side',
      doc: 'Distance from the light at which the glow has fallen to a quarter.',
    }),
    ghosts: range({ default: [4, 8], min: 0, max: 50, integer: true, doc: 'How many pictures of the aperture.' }),
    blades: range({ default: [5, 8], min: 3, max: 32, integer: true, doc: 'Blades of the aperture, its corners.' }),
    colour: colourOption([255, 244, 220], 'The light.'),
    region: regionOption('the light', [0, 0, 1, 0.5]),
  },
  draw(random, options, image) {
    const { left, top, right, bottom } = regionOf('lensFlare', options.region, image)
    const { width, height } = image
    const longer = Math.max(width, height)
    const x = random.uniform([left, right])
    const y = random.uniform([top, bottom])
    const intensity = random.uniform(options.intensity)
    const ghosts = Array.from({ length: random.integer(options.ghosts) }, (): LensGhost => {
      // 0 is the light itself, 1 the centre, 2 the light mirrored in the centre.
      const along = random.uniform([0.4, 2.4])
      return {
        x: x + along * (width / 2 - x),
        y: y + along * (height / 2 - y),
        radius: longer * random.uniform([0.01, 0.08]),
        opacity: intensity * random.uniform([0.1, 0.33]),
        colour: random.shuffle([255, random.uniform([120, 255]), random.uniform([60, 200])]) as unknown as Colour,
      }
    })
    return {
      x,
      y,
      intensity,
      glow: longer * random.uniform(options.glow),
      colour: colourOf(options.colour),
      ghosts,
      blades: random.integer(options.blades),
      turn: random.uniform([0, 2 * Math.PI]),
    }
  },
  steps({ blades, turn, ...settings }) {
    if (settings.intensity === 0) return []
    const normals = Array.from({ length: blades }, (_, blade) => {
      const angle = turn + (2 * Math.PI * blade) / blades
      return [exact.cos(angle), exact.sin(angle)]
    })
    return [local(lensFlareOf, { ...settings, blades: normals.flat() })]
  },
})
