import { choice, exact, range } from '@variegate/core'
import { ghostsOf, sunGlow, type Ghost } from '../../algorithms/sun-flare.js'
import { sunPhysical } from '../../algorithms/sun-physical.js'
import { defineImageTransform } from '../../engine.js'
import { local, type Colour } from '../../steps/steps.js'
import { colourOf } from '../moving-options.js'
import { colourOption } from '../colour-option.js'
import { regionOf, regionOption } from './region.js'

/** Let the sun shine into the lens: a glow, and round ghosts along a line through it. */
export const sunFlare = defineImageTransform({
  name: 'sunFlare',
  changes: 'values',
  doc: 'Let the sun shine into the lens: a glow, and round ghosts along a line through it.',
  origin: 'albumentations RandomSunFlare',
  options: {
    radius: range({
      default: 400,
      min: 0,
      max: 5000,
      neutral: 0,
      unit: 'px',
      strength: (s) => 600 * s,
      doc: 'Where the glow ends; for the physical method, the radius of the bright disc.',
    }),
    ghosts: range({ default: [6, 10], min: 0, max: 100, integer: true, neutral: 0, doc: 'How many ghosts.' }),
    angle: range({ default: [0, 360], min: 0, max: 360, unit: 'degrees', doc: 'Direction of the line of ghosts.' }),
    method: choice({
      default: 'overlay',
      values: ['overlay', 'physical'],
      doc: 'Paint rings and ghosts, or screen a soft disc with spikes over the image.',
    }),
    colour: colourOption([255, 255, 255], "The sun's light."),
    region: regionOption('the sun', [0, 0, 1, 0.5]),
  },
  draw(random, options, image) {
    const { left, top, right, bottom } = regionOf('sunFlare', options.region, image)
    const { width, height } = image
    const x = random.uniform([left, right])
    const y = random.uniform([top, bottom])
    const angle = (random.uniform(options.angle) * Math.PI) / 180
    const [cos, sin] = [exact.cos(angle), exact.sin(angle)]
    const colour = colourOf(options.colour)
    const most = Math.max(2, Math.floor(height * 0.01))
    const ghosts = Array.from({ length: random.integer(options.ghosts) }, (): Ghost => {
      const along = random.uniform([-x, width - x])
      const side = random.integer([1, most])
      return {
        x: x + along * cos,
        y: y + along * sin,
        radius: options.method === 'overlay' ? side ** 3 : side,
        opacity: random.uniform([0.05, 0.2]),
        colour: colour.map((level) => random.uniform([Math.max(0, level - 51), level])) as unknown as Colour,
      }
    })
    return { method: options.method, x, y, radius: random.uniform(options.radius), colour, ghosts }
  },
  steps({ method, ...settings }) {
    const { ghosts, radius, ...sun } = settings
    if (radius === 0 && ghosts.length === 0) return []
    if (method === 'physical') return [local(sunPhysical, settings)]
    const reflexes = ghosts.length === 0 ? [] : [local(ghostsOf, { ghosts })]
    return radius === 0 ? reflexes : [...reflexes, local(sunGlow, { ...sun, radius, most: brightest(ghosts) })]
  },
})

/** Five times the ghosts' mean opacity, larger ones counting more; theirs is an eighth where there are none. */
function brightest(ghosts: readonly Ghost[]): number {
  const lengths = ghosts.reduce((sum, { radius }) => sum + radius, 0)
  const weighted = ghosts.reduce((sum, { radius, opacity }) => sum + radius * opacity, 0)
  return Math.min(1, 5 * (lengths > 0 ? weighted / lengths : 0.125))
}
