import { VariegateError } from '@variegate/core'
import { colourPlanes, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'

/** Put channels in another order: channel i of the result is channel order[i]; a grey picture's one channel stays. */
export const reorderChannels: Algorithm<{ readonly order: readonly number[] }> = {
  name: 'reorderChannels',
  run(planes, { order }) {
    const colours = colourPlanes(planes)
    if (colours.length === 1) return planes
    checkOrder(order, colours.length)
    return withColours(
      planes,
      order.flatMap((index) => colours[index] ?? []),
    )
  },
  bytes(canvas, { order }) {
    if (canvas.grey) return canvas
    checkOrder(order, 3)
    const { scratch, pointer, width, height } = canvas
    const [first = 0, second = 0, third = 0] = order
    scratch.kernels.permute(pointer, width * height, first, second, third)
    return canvas
  },
}

function checkOrder(order: readonly number[], count: number): void {
  if (order.length === count && order.every((index) => index < count)) return
  throw new VariegateError(
    `Expected an order of ${count} channels, each of 0 to ${count - 1}, but received [${order.join(', ')}]; name every channel of the result.`,
  )
}
