import { choice, integer } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { scaling, translation, multiply } from '../../matrix.js'
import { warp } from '../../steps/steps.js'
import { cropTo, fits, type Window } from '../geometry/crops.js'
import { dropOptions } from '../moving-options.js'

const PLACES = ['topLeft', 'topRight', 'bottomLeft', 'bottomRight', 'center'] as const
type Place = (typeof PLACES)[number]

const size = {
  width: integer({ default: 224, min: 1, max: 1e5, unit: 'px', doc: 'Width of the window.' }),
  height: integer({ default: 224, min: 1, max: 1e5, unit: 'px', doc: 'Height of the window.' }),
}
const place = choice({
  default: 'any',
  values: ['any', ...PLACES],
  doc: 'Which of the windows; any draws one, so that several copies show several.',
})

/** Keep one of five windows: a corner or the middle. */
export const fiveCrop = defineImageTransform({
  name: 'fiveCrop',
  changes: 'places',
  doc: 'Keep one of five windows: a corner or the middle.',
  origin: 'torchvision FiveCrop, one of the five for each copy',
  options: { ...size, place, ...dropOptions },
  draw(random, { width, height, place: wanted, ...settings }, image) {
    fits('fiveCrop', { width, height }, image)
    return { window: windowAt(wanted === 'any' ? random.choice(PLACES) : wanted, width, height, image), ...settings }
  },
  steps: ({ window, ...settings }) => [cropTo(window, settings)],
})

/** Keep one of ten windows: a corner or the middle, as it is or mirrored. */
export const tenCrop = defineImageTransform({
  name: 'tenCrop',
  changes: 'places',
  doc: 'Keep one of ten windows: a corner or the middle, as it is or mirrored.',
  origin: 'torchvision TenCrop, one of the ten for each copy',
  options: { ...size, place, ...dropOptions },
  draw(random, { width, height, place: wanted, ...settings }, image) {
    fits('tenCrop', { width, height }, image)
    const window = windowAt(wanted === 'any' ? random.choice(PLACES) : wanted, width, height, image)
    return { window, mirrored: random.chance(0.5), ...settings }
  },
  steps({ window, mirrored, ...settings }) {
    const { width, height } = window
    const mirror = warp({ matrix: multiply(translation(width, 0), scaling(-1, 1)), width, height })
    return mirrored ? [cropTo(window, settings), mirror] : [cropTo(window, settings)]
  },
})

function windowAt(at: Place, width: number, height: number, image: { width: number; height: number }): Window {
  const [right, bottom] = [image.width - width, image.height - height]
  if (at === 'center') return { x: Math.floor(right / 2), y: Math.floor(bottom / 2), width, height }
  return { x: at.endsWith('Right') ? right : 0, y: at.startsWith('bottom') ? bottom : 0, width, height }
}
