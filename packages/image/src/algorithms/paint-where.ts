import { colourPlanes, withColours } from '../planes/planes.js'
import type { Colour } from '../steps/steps.js'
import type { Algorithm } from './algorithm.js'
import { byteOf } from './every-colour.js'

interface PaintSettings {
  /** 1 where paint goes, 0 elsewhere; row by row. */
  readonly where: Uint8Array
  /** Red, green, blue on the 0-255 scale. */
  readonly colour: Colour
}

/** Paint every pixel of a region in one colour; channels beyond three take the last of it, and grey its luma. */
export const paintWhere: Algorithm<PaintSettings> = {
  name: 'paintWhere',
  run(planes, { where, colour }) {
    const colours = colourPlanes(planes)
    const levels = colours.length === 1 ? [lumaOf(colour)] : colour
    return withColours(
      planes,
      colours.map((plane, channel) => {
        const level = levels[channel] ?? colour[2]
        const painted = plane.slice()
        for (let at = 0; at < painted.length; at++) if (where[at] === 1) painted[at] = level
        return painted
      }),
    )
  },
  bytes(canvas, { where, colour }) {
    const { scratch, pointer, width, height } = canvas
    const words = new Uint32Array(scratch.kernels.memory.buffer, pointer, width * height)
    const [red, green, blue] = colour
    const paint = (byteOf(blue) << 16) | (byteOf(green) << 8) | byteOf(red)
    for (let at = 0; at < words.length; at++) if (where[at] === 1) words[at] = ((words[at] ?? 0) & 0xff000000) | paint
    return { ...canvas, grey: canvas.grey && red === green && green === blue }
  },
}

const lumaOf = ([red, green, blue]: Colour): number => 0.299 * red + 0.587 * green + 0.114 * blue
