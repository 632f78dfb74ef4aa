import { choice } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { GAP, mirroredHalf } from '../../fields/mirrored-half.js'
import { cutAndPlace, displace } from '../../steps/steps.js'
import { dropOptions } from '../moving-options.js'

/** Replace one half by the mirror image of the other; labels of the hidden half go, shapes of the kept half come twice, its keypoints once. */
export const mirrorHalf = defineImageTransform({
  name: 'mirrorHalf',
  changes: 'places',
  doc: 'Replace one half by the mirror image of the other; labels of the hidden half go, shapes of the kept half come twice, its keypoints once.',
  options: {
    keep: choice({
      default: 'random',
      values: ['random', 'left', 'right', 'top', 'bottom'],
      doc: 'The half that stays; random draws the left or the right one.',
    }),
    ...dropOptions,
  },
  draw: (random, { keep, ...settings }) => ({
    ...settings,
    keep: keep === 'random' ? random.choice(['left', 'right'] as const) : keep,
  }),
  steps({ keep, ...settings }, { width, height }) {
    const across = keep === 'left' || keep === 'right'
    const before = keep === 'right' || keep === 'bottom'
    const length = across ? width : height
    const copied = Math.floor(length / 2)
    const kept = length - copied
    if (copied === 0) return []
    const part = (from: number, size: number, to: number) =>
      across
        ? { x: from, y: 0, width: size, height, toX: to, toY: 0 }
        : { x: 0, y: from, width, height: size, toX: 0, toY: to }
    // A keypoint comes out in the first piece that holds it.
    const pieces = before
      ? [part(copied, kept, copied + GAP), part(kept, copied, 0)]
      : [part(0, kept, 0), part(0, copied, kept + GAP)]
    const canvas = across ? { width: width + GAP, height } : { width, height: height + GAP }
    const axis = across ? ('vertical' as const) : ('horizontal' as const)
    return [
      cutAndPlace(pieces, { ...settings, ...canvas }),
      displace(mirroredHalf, { axis, kept, before }, { ...settings, width, height }),
    ]
  },
})
