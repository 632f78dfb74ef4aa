/** Boxes that hold others, and boxes that begin with the times of creation and change (ISO/IEC 14496-12). */
const HOLDERS: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia'])
const TIMED: ReadonlySet<string> = new Set(['mvhd', 'tkhd', 'mdhd'])

/** Set every time of creation and change in an MP4 file to 0, in place, so that equal clips are equal files. */
export function clearTimes(file: Uint8Array): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  clearIn(file, view, 0, file.length)
  return file
}

function clearIn(file: Uint8Array, view: DataView, start: number, end: number): void {
  for (let at = start; at + 8 <= end;) {
    const short = view.getUint32(at)
    const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? end - at : short
    const header = short === 1 ? 16 : 8
    if (size < header || at + size > end) return
    const name = String.fromCharCode(...file.subarray(at + 4, at + 8))
    const content = at + header
    if (HOLDERS.has(name)) clearIn(file, view, content, at + size)
    // Version 1 holds two 64-bit times, version 0 two of 32 bits.
    if (TIMED.has(name)) file.fill(0, content + 4, content + 4 + (file[content] === 1 ? 16 : 8))
    at += size
  }
}
