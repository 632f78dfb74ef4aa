import { number } from '@variegate/core'
import { defineImageComposition } from '../engine.js'
import { inColour } from '../transforms/colour/channels.js'
import { colorJitter } from '../transforms/colour/color-jitter.js'
import { grayscale } from '../transforms/colour/grayscale.js'
import { solarize } from '../transforms/colour/solarize.js'
import { gaussianBlur } from '../transforms/filter/gaussian-blur.js'

/** Take grey, solarisation or blur, then jitter colours. */
export const threeAugment = defineImageComposition({
  name: 'threeAugment',
  changes: 'places',
  doc: 'Take grey, solarisation or blur, each as likely, then jitter colours.',
  origin: 'Touvron et al., "DeiT III: Revenge of the ViT", 2022',
  takesSteps: false,
  options: {
    jitter: number({
      default: 0.3,
      min: 0,
      max: 1,
      doc: 'Brightness, contrast and saturation change by up to this share.',
    }),
  },
  draw: () => ({}),
  branches(random, { jitter }, _steps, image) {
    const coloured = inColour(image)
    const around = [1 - jitter, 1 + jitter] as const
    const one = random.choice([
      ...(coloured ? [grayscale({ amount: 1 })] : []),
      solarize({ threshold: 128 }),
      gaussianBlur({ sigma: [0.1, 2] }),
    ])
    return [[one, colorJitter({ brightness: around, contrast: around, saturation: coloured ? around : 1, hue: 0 })]]
  },
  merge: (image, [result = image]) => result,
})
