import { refuseLooseLabels, show, VariegateError } from '@variegate/core'
import { checkLabels, LABEL_NAMES } from './check-labels.js'
import type { Image } from './sample.js'

/** Images whose labels were looked at, or that the engine made of such. */
const checked = new WeakSet<Image>()

/** Note that an image's labels are known to fit it. */
export function markChecked(image: Image): Image {
  checked.add(image)
  return image
}

export const isChecked = (image: Image): boolean => checked.has(image)

/** Refuse what is no image, and labels that somebody put into one by hand and that nothing reads. */
export function checkImage(image: Image): void {
  if (checked.has(image)) return
  if (typeof image !== 'object' || image === null || !Array.isArray(image.steps)) {
    const came =
      typeof image === 'object' && image !== null ? `an object with ${Object.keys(image).join(', ')}` : show(image)
    throw new VariegateError(`Expected an image as imageFrom(pixels, labels) makes it but received ${came}.`)
  }
  refuseLooseLabels('an image', image, LABEL_NAMES)
  checkLabels(image.labels, image)
  checked.add(image)
}
