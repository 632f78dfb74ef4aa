import { choice, exact, flag, range } from '@variegate/core'
import { coat, type Coat } from '../../algorithms/paint.js'
import { stripes } from '../../alphas/shapes.js'
import { defineImageTransform, imageModality } from '../../engine.js'
import { rectangles } from '../../steps/alpha.js'
import { blendStep, warp } from '../../steps/steps.js'
import { colourOf } from '../moving-options.js'
import { fitted, partnerOf } from '../mixing/partners.js'
import { colourOption } from '../colour-option.js'
import { hiddenOptions, paintCoats } from './paint.js'
import { faceCoats, heartCoats, screenCoats, starCoats } from './stickers.js'

/** Lay something over the image: stripes, a sticker, the bars of a screenshot, or another picture. */
export const overlay = defineImageTransform({
  name: 'overlay',
  changes: 'values',
  doc: 'Lay something over the image: stripes, a sticker, the bars of a screenshot, or another picture.',
  origin: 'AugLy OverlayStripes, OverlayEmoji, OverlayOntoScreenshot, OverlayImage; albumentations OverlayElements',
  options: {
    what: choice({
      default: 'stripes',
      values: ['stripes', 'face', 'star', 'heart', 'screenshot', 'image'],
      doc: 'What is laid over it; `image` is another sample.',
    }),
    size: range({
      default: [0.2, 0.4],
      min: 0.01,
      max: 1,
      unit: 'of the shorter side',
      doc: 'How large a sticker or picture is; the distance of stripes is a quarter of it.',
    }),
    opacity: range({
      default: [0.5, 1],
      min: 0,
      max: 1,
      neutral: 0,
      strength: (s) => s,
      doc: 'How opaque it is.',
    }),
    angle: range({ default: [0, 180], min: -360, max: 360, unit: 'degrees', doc: 'Direction of stripes.' }),
    width: range({ default: 0.5, min: 0, max: 1, unit: 'of the distance', doc: 'Width of a stripe.' }),
    colour: colourOption([255, 255, 255], "The stripes' colour."),
    pasteLabels: flag({
      default: false,
      doc: "Take the other picture's objects along and drop those that it covers; else labels stay as they are.",
    }),
    ...hiddenOptions,
  },
  draw(random, options, { width, height }, context) {
    const shorter = Math.min(width, height)
    const side = Math.max(1, Math.round(shorter * random.uniform(options.size)))
    return {
      what: options.what,
      side,
      x: random.integer([0, width - side]),
      y: random.integer([0, height - side]),
      opacity: random.uniform(options.opacity),
      angle: random.uniform(options.angle),
      share: random.uniform(options.width),
      colour: colourOf(options.colour),
      pasteLabels: options.pasteLabels,
      dropHidden: options.dropHidden,
      ...(options.what === 'image' ? { partner: partnerOf('overlay', random, context) } : {}),
    }
  },
  uses: ({ partner }) => (partner === undefined ? [] : [partner]),
  steps({ what, side, x, y, opacity, angle, share, colour, pasteLabels, dropHidden }, facts, [partner]) {
    if (opacity === 0) return []
    const box = [x, y, side, side] as const
    if (what === 'image') {
      if (!partner) return []
      const small = fitted(partner, { width: side, height: side })
      const place = warp({ matrix: [1, 0, x, 0, 1, y, 0, 0, 1], width: facts.width, height: facts.height })
      const layer = imageModality.apply(small, [place]).sample
      const labels = pasteLabels
        ? ({ labels: 'paste', share: 0 } as const)
        : ({ labels: 'hide', visible: dropHidden } as const)
      return [blendStep(layer, rectangles, { boxes: [box], opacity }, labels)]
    }
    return paintCoats(coatsOf(), dropHidden, facts)

    function coatsOf(): Coat[] {
      switch (what) {
        case 'face':
          return faceCoats(x + side / 2, y + side / 2, side / 2, opacity)
        case 'star':
          return starCoats(x + side / 2, y + side / 2, side / 2, opacity)
        case 'heart':
          return heartCoats(x + side / 2, y + side / 2, side / 2, opacity)
        case 'screenshot':
          return screenCoats(facts.width, facts.height, opacity)
        default: {
          const radians = (angle * Math.PI) / 180
          const across = [-exact.sin(radians), exact.cos(radians)] as const
          const unit = side / 4
          return [coat(stripes, { unit, size: unit * share, across, offset: x, opacity }, colour)]
        }
      }
    }
  },
})
