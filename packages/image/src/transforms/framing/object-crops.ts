import { integer, list, optional, range, number, text } from '@variegate/core'
import { namedMask } from '../../labels/mask.js'
import { defineImageTransform } from '../../engine.js'
import { extentsWithin, overlapOf } from '../../labels/extent.js'
import type { Box, Image } from '../../sample.js'
import { cropTo, fits, type Window } from '../geometry/crops.js'
import { dropOptions } from '../moving-options.js'
import { windowAnywhere, windowTouching } from './safe-windows.js'

const size = {
  width: integer({ default: 224, min: 1, max: 1e5, unit: 'px', doc: 'Width of the window.' }),
  height: integer({ default: 224, min: 1, max: 1e5, unit: 'px', doc: 'Height of the window.' }),
}

/** Crop a window of a fixed size that shows at least a part of one object. */
export const atLeastOneBoxCrop = defineImageTransform({
  name: 'atLeastOneBoxCrop',
  changes: 'places',
  doc: 'Crop a window of a fixed size that shows at least a part of one object, which is drawn.',
  origin: 'albumentations AtLeastOneBBoxRandomCrop',
  options: { ...size, ...dropOptions },
  draw(random, { width, height, ...settings }, image) {
    fits('atLeastOneBoxCrop', { width, height }, image)
    const extents = extentsWithin(image.labels, image.width, image.height)
    const target: Box = extents.length > 0 ? random.choice(extents) : [0, 0, image.width, image.height]
    return { window: windowTouching(random, target, { width, height }, image), ...settings }
  },
  steps: ({ window, ...settings }) => [cropTo(window, settings)],
})

/** Crop the surroundings of one object, whose sides move by random shares. */
export const cropNearBox = defineImageTransform({
  name: 'cropNearBox',
  changes: 'places',
  doc: 'Crop the surroundings of one object, which is drawn unless its label is named.',
  origin: 'albumentations RandomCropNearBBox',
  options: {
    shift: range({
      default: [-0.3, 0.3],
      min: -0.49,
      max: 10,
      unit: 'of the box',
      doc: 'How far each side of the window lies outside the box; below 0 inside.',
    }),
    label: optional(text({ default: '', doc: 'Only objects of this label.' })),
    ...dropOptions,
  },
  draw(random, { shift, label, ...settings }, { width, height, labels }) {
    const wanted = (labels.instances ?? []).filter((instance) => label === undefined || instance.label === label)
    const extents = extentsWithin({ instances: wanted }, width, height)
    const [x, y, w, h]: Box = extents.length > 0 ? random.choice(extents) : [0, 0, width, height]
    const out = (length: number) => length * random.uniform(shift)
    const left = clampTo(Math.round(x - out(w)), 0, width - 1)
    const top = clampTo(Math.round(y - out(h)), 0, height - 1)
    const right = clampTo(Math.round(x + w + out(w)), left + 1, width)
    const bottom = clampTo(Math.round(y + h + out(h)), top + 1, height)
    return { window: { x: left, y: top, width: right - left, height: bottom - top }, ...settings }
  },
  steps: ({ window, ...settings }) => [cropTo(window, settings)],
})

const clampTo = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

/** Crop a window that overlaps every object it shows by at least a drawn measure. */
export const iouCrop = defineImageTransform({
  name: 'iouCrop',
  changes: 'places',
  doc: 'Crop a window that overlaps an object by at least a drawn measure; what lies outside is cut off.',
  origin: 'Liu et al., "SSD: Single shot multibox detector", 2016; torchvision RandomIoUCrop',
  options: {
    scale: range({ default: [0.3, 1], min: 0.01, max: 1, unit: 'of the side', doc: "The window's sides." }),
    ratio: range({
      default: [0.5, 2],
      min: 0.01,
      max: 100,
      doc: "The window's width over its height; others are drawn again.",
    }),
    overlaps: list({
      default: [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1],
      of: number({ default: 0, min: 0, max: 1, doc: '' }),
      minLength: 1,
      doc: 'The least overlap (intersection over union) of which one is drawn; 1 leaves the image whole.',
    }),
    trials: integer({
      default: 40,
      min: 1,
      max: 1000,
      doc: 'How many windows are tried before another overlap is drawn.',
    }),
  },
  draw(random, { scale, ratio, overlaps, trials }, { width, height, labels }) {
    const whole: Window = { x: 0, y: 0, width, height }
    const extents = extentsWithin(labels, width, height)
    for (let round = 0; round < 10; round++) {
      const least = random.choice(overlaps)
      if (least >= 1) return { window: whole }
      for (let trial = 0; trial < trials; trial++) {
        const window = windowAnywhere(random, scale, { width, height })
        const shape = window.width / window.height
        if (shape < ratio[0] || shape > ratio[1]) continue
        const shown = extents.filter((extent) => holdsMiddle(window, extent))
        const near = shown.some(
          (extent) => overlapOf([window.x, window.y, window.width, window.height], extent) >= least,
        )
        if (extents.length === 0 || near) return { window }
      }
    }
    return { window: whole }
  },
  steps: ({ window }) => [cropTo(window)],
})

const holdsMiddle = ({ x, y, width, height }: Window, [left, top, w, h]: Box): boolean => {
  const [middleX, middleY] = [left + w / 2, top + h / 2]
  return middleX > x && middleX < x + width && middleY > y && middleY < y + height
}

/** Crop a window of a fixed size in which a mask is not empty, or an object of a label is seen. */
export const cropNonEmptyMask = defineImageTransform({
  name: 'cropNonEmptyMask',
  changes: 'places',
  doc: 'Crop a window of a fixed size that holds a labelled pixel of a mask, or else of an object.',
  origin: 'albumentations CropNonEmptyMaskIfExists',
  options: {
    ...size,
    mask: optional(text({ default: '', doc: 'Only this mask; the first one unless given.' })),
    ignore: list({
      default: [],
      of: integer({ default: 0, min: 0, max: 65535, doc: '' }),
      doc: 'Mask values that count as empty, beside 0.',
    }),
    ...dropOptions,
  },
  draw(random, { width, height, mask, ignore, ...settings }, image) {
    fits('cropNonEmptyMask', { width, height }, image)
    const target = pixelOfMask(image, mask, ignore, random.float()) ?? objectOf(image, random.float())
    const at: Box = target ?? [0, 0, image.width, image.height]
    return { window: windowTouching(random, at, { width, height }, image), ...settings }
  },
  steps: ({ window, ...settings }) => [cropTo(window, settings)],
})

/** One pixel of those that a mask labels, by a part in [0, 1). */
function pixelOfMask(
  { labels, width }: Image,
  name: string | undefined,
  ignore: readonly number[],
  part: number,
): Box | undefined {
  const mask =
    name === undefined ? Object.values(labels.masks ?? {})[0] : namedMask('cropNonEmptyMask', labels.masks, name)
  if (!mask) return undefined
  const labelled: number[] = []
  for (const [at, value] of mask.data.entries()) if (value !== 0 && !ignore.includes(value)) labelled.push(at)
  const found = labelled[Math.floor(part * labelled.length)]
  return found === undefined ? undefined : [found % width, Math.floor(found / width), 1, 1]
}

function objectOf({ labels, width, height }: Image, part: number): Box | undefined {
  const extents = extentsWithin(labels, width, height)
  return extents[Math.floor(part * extents.length)]
}
