import { range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { rectangles } from '../../steps/alpha.js'
import { blendStep } from '../../steps/steps.js'
import { partnerOf, placed } from './partners.js'

/** Paste the whole of another picture, made smaller, and mix the classes by area. */
export const resizemix = defineImageTransform({
  name: 'resizemix',
  changes: 'objects',
  doc: 'Paste the whole of another picture, made smaller, and mix the classes by area.',
  origin: 'Qin et al., "ResizeMix: Mixing data with preserved object information", 2020',
  options: {
    scale: range({ default: [0.1, 0.8], min: 0.01, max: 1, unit: 'of the sides', doc: 'Sides of the pasted picture.' }),
  },
  draw(random, { scale }, { width, height }, context) {
    const factor = random.uniform(scale)
    const [wide, tall] = [Math.max(1, Math.round(width * factor)), Math.max(1, Math.round(height * factor))]
    const [x, y] = [random.integer([0, width - wide]), random.integer([0, height - tall])]
    return { partner: partnerOf('resizemix', random, context), box: [x, y, wide, tall] as const }
  },
  uses: ({ partner }) => [partner],
  steps({ box }, size, [partner]) {
    return partner ? [blendStep(placed(partner, box, size), rectangles, { boxes: [box] }, { labels: 'paste' })] : []
  },
})
