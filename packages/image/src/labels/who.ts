import type { Dropped } from '@variegate/core'
import type { Instance, Keypoint } from '../sample.js'

/** How a record names an object: by its id or place in the list, and by the image it came from where that is another. */
export function whoIs({ id, label, source }: Instance, index: number): Omit<Dropped, 'kind' | 'reason'> {
  return {
    id: id ?? index,
    ...(label === undefined ? {} : { label }),
    ...(source === undefined ? {} : { source }),
  }
}

/** The record of a keypoint that its object has lost. */
export const lostKeypoint = (
  { name }: Keypoint,
  { id, source }: ReturnType<typeof whoIs>,
  reason: string,
): Dropped => ({
  kind: 'keypoint',
  ...(id === undefined ? {} : { id }),
  ...(name === undefined ? {} : { label: name }),
  ...(source === undefined ? {} : { source }),
  reason,
})
