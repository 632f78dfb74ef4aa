import { exact } from '@variegate/core'
import { coat, type Coat } from '../../algorithms/paint.js'
import { ellipse, filledOutline } from '../../alphas/shapes.js'
import { strokes } from '../../alphas/strokes.js'
import { textLines } from '../../font/lines.js'
import { rectangles } from '../../steps/alpha.js'
import { placed } from './pen.js'

/** A round yellow face that smiles. */
export function faceCoats(x: number, y: number, radius: number, opacity: number): Coat[] {
  const disc = (dx: number, dy: number, width: number, height: number) => ({
    x: x + dx * radius,
    y: y + dy * radius,
    width: width * radius,
    height: height * radius,
    opacity,
  })
  const smile = Array.from({ length: 13 }, (_, corner) => {
    const angle = Math.PI * (0.15 + (0.7 * corner) / 12)
    return [x + 0.6 * radius * exact.cos(angle), y + 0.6 * radius * exact.sin(angle)]
  })
  return [
    coat(ellipse, disc(0, 0, 1, 1), [255, 205, 50]),
    coat(ellipse, disc(-0.35, -0.25, 0.12, 0.18), [90, 50, 20]),
    coat(ellipse, disc(0.35, -0.25, 0.12, 0.18), [90, 50, 20]),
    coat(strokes, { lines: [smile.flat()], radius: 0.06 * radius, opacity }, [90, 50, 20]),
  ]
}

/** A star of five points. */
export function starCoats(x: number, y: number, radius: number, opacity: number): Coat[] {
  const outline = Array.from({ length: 10 }, (_, corner) => {
    const angle = (Math.PI * corner) / 5
    const reach = corner % 2 === 0 ? radius : radius * 0.4
    return [x + reach * exact.sin(angle), y - reach * exact.cos(angle)]
  })
  return [coat(filledOutline, { outline: outline.flat(), opacity }, [255, 190, 30])]
}

/** A red heart. */
export function heartCoats(x: number, y: number, radius: number, opacity: number): Coat[] {
  const outline = Array.from({ length: 48 }, (_, corner) => {
    const angle = (2 * Math.PI * corner) / 48
    const sin = exact.sin(angle)
    const height = 13 * exact.cos(angle) - 5 * exact.cos(2 * angle) - 2 * exact.cos(3 * angle) - exact.cos(4 * angle)
    return [x + (radius * 16 * sin * sin * sin) / 17, y - (radius * (height + 2.5)) / 17]
  })
  return [coat(filledOutline, { outline: outline.flat(), opacity }, [225, 45, 60])]
}

/** The bars above and below a picture on a telephone's screen: a clock, a battery, and three buttons. */
export function screenCoats(width: number, height: number, opacity: number): Coat[] {
  const bar = Math.max(1, Math.round(height * 0.07))
  const unit = bar / 16
  const middle = height - bar / 2
  const pen = { radius: Math.max(0.5, 0.6 * unit), opacity }
  const clock = placed(textLines('12:30'), { x: 4 * unit, y: 5 * unit, scale: unit, angle: 0 })
  const battery = placed(
    [
      [0, 0, 12, 0, 12, 6, 0, 6, 0, 0],
      [13, 2, 13, 4],
      [2, 3, 7, 3],
    ],
    {
      x: width - 20 * unit,
      y: 5 * unit,
      scale: unit,
      angle: 0,
    },
  )
  const back = [
    width / 4 + 3 * unit,
    middle - 3 * unit,
    width / 4 - 3 * unit,
    middle,
    width / 4 + 3 * unit,
    middle + 3 * unit,
  ]
  const [left, right] = [(3 * width) / 4 - 3 * unit, (3 * width) / 4 + 3 * unit]
  const square = [
    left,
    middle - 3 * unit,
    right,
    middle - 3 * unit,
    right,
    middle + 3 * unit,
    left,
    middle + 3 * unit,
    left,
    middle - 3 * unit,
  ]
  return [
    coat(
      rectangles,
      {
        boxes: [
          [0, 0, width, bar],
          [0, height - bar, width, bar],
        ],
        opacity,
      },
      [24, 24, 28],
    ),
    coat(strokes, { lines: [...clock, ...battery, back, square], ...pen }, [235, 235, 235]),
    coat(ellipse, { x: width / 2, y: middle, width: 3.5 * unit, height: 3.5 * unit, opacity }, [235, 235, 235]),
  ]
}
