import { boxesIn, viewOf } from './mp4-boxes.js'

/** Boxes that hold others, and boxes that begin with the times of creation and change (ISO/IEC 14496-12). */
const HOLDERS: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia'])
const TIMED: ReadonlySet<string> = new Set(['mvhd', 'tkhd', 'mdhd'])

/** Set every time of creation and change in an MP4 file to 0, in place, so that equal clips are equal files. */
export function clearTimes(file: Uint8Array): Uint8Array {
  clearIn(file, viewOf(file), 0, file.length)
  return file
}

function clearIn(file: Uint8Array, view: DataView, from: number, to: number): void {
  for (const { name, start, end } of boxesIn(view, from, to)) {
    if (HOLDERS.has(name)) clearIn(file, view, start, end)
    // Version 1 holds two 64-bit times, version 0 two of 32 bits.
    if (TIMED.has(name)) file.fill(0, start + 4, start + 4 + (file[start] === 1 ? 16 : 8))
  }
}
