import { exact } from '@variegate/core'
import type { Field } from './field.js'

interface Settings {
  /** How far the scene moves to the right while the frame is read, in pixels. */
  readonly pan: number
  /** The farthest shift of the vibration, in pixels. */
  readonly shake: number
  /** Vibrations while the frame is read, and where the first one begins, in turns. */
  readonly frequency: number
  readonly phase: number
}

/** Rows read one after another while the camera moves. */
export const rowShifts: Field<Settings> = {
  name: 'rowShifts',
  positions(settings, { width, height }) {
    const data = new Float32Array(width * height * 2)
    for (let y = 0, at = 0; y < height; y++) {
      const shift = shiftAt(settings, (y + 0.5) / height)
      for (let x = 0; x < width; x++, at += 2) {
        data[at] = x + 0.5 - shift
        data[at + 1] = y + 0.5
      }
    }
    return { width, height, data }
  },
  forward: (settings, { height }, x, y) => [x + shiftAt(settings, y / height), y],
}

/** How far a row is to the right, at its share of the time; the middle row stays but for the vibration. */
const shiftAt = ({ pan, shake, frequency, phase }: Settings, time: number): number =>
  pan * (time - 0.5) + shake * exact.sin(2 * Math.PI * (frequency * time + phase))
