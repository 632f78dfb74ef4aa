import { exact, flag, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { convolve } from '../../steps/steps.js'
import { drawRadius, normalised, windowSize } from './window-size.js'

/** Blur along a line, as a moving camera does. */
export const motionBlur = defineImageTransform({
  name: 'motionBlur',
  changes: 'values',
  doc: 'Blur along a line, as a moving camera does.',
  origin: 'albumentations MotionBlur',
  options: {
    size: windowSize({
      default: [3, 7],
      max: 99,
      strength: (s) => 1 + Math.round(14 * s),
      doc: "The line's length; even lengths become the next odd one.",
    }),
    angle: range({
      default: [0, 360],
      min: -360,
      max: 360,
      unit: 'degrees',
      doc: "The line's direction, from right towards down.",
    }),
    direction: range({
      default: [-1, 1],
      min: -1,
      max: 1,
      doc: 'Which part of the line is kept: only what lies ahead at 1, only what lies behind at -1, both alike at 0.',
    }),
    allowShifted: flag({ default: true, doc: 'Whether the line may lie beside the middle, which moves the picture.' }),
  },
  draw(random, { size, angle, direction, allowShifted }) {
    const radius = drawRadius(random, size)
    const drawn = { radius, angle: random.uniform(angle), direction: random.uniform(direction) }
    const reach = allowShifted ? radius / 2 : 0
    return { ...drawn, shift: [random.uniform([-reach, reach]), random.uniform([-reach, reach])] as const }
  },
  steps: (drawn) => (drawn.radius === 0 ? [] : [convolve(lineKernel(drawn))]),
})

interface Line {
  readonly radius: number
  readonly angle: number
  readonly direction: number
  readonly shift: readonly [x: number, y: number]
}

/** Mark the pixels of a kernel that points along a line fall on. */
function lineKernel({ radius, angle, direction, shift }: Line): number[] {
  const size = 2 * radius + 1
  const kernel = Array.from({ length: size * size }, () => 0)
  const turned = (angle * Math.PI) / 180
  const [dx, dy] = [exact.cos(turned), exact.sin(turned)]
  const first = -radius * Math.min(1, 1 - direction)
  const last = radius * Math.min(1, 1 + direction)
  const place = (along: number, side: number) => Math.min(size - 1, Math.max(0, toEven(radius + along + side)))
  for (let point = 0; point < size; point++) {
    const t = first + ((last - first) * point) / (size - 1)
    kernel[place(dy * t, shift[1]) * size + place(dx * t, shift[0])] = 1
  }
  return normalised(kernel)
}

/** Round halves to the even number, as NumPy does. */
function toEven(value: number): number {
  const rounded = Math.floor(value + 0.5)
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded
}
