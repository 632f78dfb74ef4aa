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
    const words = new Uint32Array(scratch.kernels.memory.buffer, pointer, width * height)
    const [first = 0, second = 0, third = 0] = order.map((channel) => channel * 8)
    for (let at = 0; at < words.length; at++) {
      const pixel = words[at] ?? 0
      words[at] =
        (pixel & 0xff000000) |
        (((pixel >>> third) & 255) << 16) |
        (((pixel >>> second) & 255) << 8) |
        ((pixel >>> first) & 255)
    }
    return canvas
  },
}

function checkOrder(order: readonly number[], count: number): void {
  if (order.length === count && order.every((index) => index < count)) return
  throw new VariegateError(
    `Expected an order of ${count} channels, each of 0 to ${count - 1}, but received [${order.join(', ')}]; name every channel of the result.`,
  )
}
