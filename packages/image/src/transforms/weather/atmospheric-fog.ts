import { choice, list, number, range } from '@variegate/core'
import { koschmieder } from '../../algorithms/koschmieder.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'
import { colourOf } from '../moving-options.js'

/** Fade what is far into the light of the air, by the image's depth layer where it has one. */
export const atmosphericFog = defineImageTransform({
  name: 'atmosphericFog',
  changes: 'values',
  doc: 'Fade what is far into the light of the air, by the image’s depth layer where it has one.',
  origin: 'Koschmieder, "Theorie der horizontalen Sichtweite", 1924; AlbumentationsX AtmosphericFog',
  options: {
    density: range({
      default: [0.5, 1.5],
      min: 0,
      max: 20,
      neutral: 0,
      strength: (s) => 4 * s,
      doc: 'Extinction per unit of depth: exp(-density) of what lies at depth 1 is seen. Full white of a depth layer is 1, so per metre where a float layer holds metres.',
    }),
    depth: choice({
      default: 'layer',
      values: ['layer', 'vertical', 'diagonal', 'radial'],
      doc: 'The first depth layer, larger being farther (where there is none: vertical), or a ramp from 0 to 1 that is far at the top, at the upper right, or in the middle.',
    }),
    colour: list({
      default: [200, 200, 200],
      of: number({ default: 0, min: 0, max: 255, doc: '' }),
      minLength: 3,
      maxLength: 3,
      doc: "The air's light: red, green, blue on the 0-255 scale.",
    }),
  },
  draw(random, { density, depth, colour }, image) {
    const layers = Object.entries(image.labels.layers ?? {})
    const [name] = layers.find(([, layer]) => layer.kind === 'depth') ?? []
    const ramp = depth === 'layer' ? 'vertical' : depth
    const from = depth === 'layer' && name !== undefined ? { layer: name } : { ramp }
    return { beta: random.uniform(density), airlight: colourOf(colour), from }
  },
  steps({ beta, airlight, from }, { labels }) {
    const layer = 'layer' in from ? labels.layers?.[from.layer]?.image : undefined
    const depth = layer ?? ('ramp' in from ? from.ramp : 'vertical')
    return beta === 0 ? [] : [local(koschmieder, { beta, airlight, depth })]
  },
})
