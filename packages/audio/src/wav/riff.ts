import { VariegateError } from '@variegate/core'

/** A header that claims more than the file holds would be believed by readers; sizes are checked before anything is read. */
export function checkRiff(file: Uint8Array): void {
  if (file.length === 0) throw new VariegateError('Expected a WAV file but the file is empty.')
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const name = (at: number) => String.fromCharCode(...file.subarray(at, at + 4))
  if (file.length < 12 || name(0) !== 'RIFF' || name(8) !== 'WAVE') {
    throw new VariegateError(`Expected a WAV file (RIFF/WAVE) but it begins with ${JSON.stringify(name(0))}.`)
  }
  let hasFormat = false
  for (let at = 12; at + 8 <= file.length;) {
    const size = view.getUint32(at + 4, true)
    const rest = file.length - at - 8
    if (size > rest) {
      throw new VariegateError(
        `Expected ${size} bytes in the WAV chunk "${name(at)}" but the file has ${rest} left; it is truncated or its header lies.`,
      )
    }
    if (name(at) === 'fmt ') {
      checkFormat(view, at + 8, size)
      hasFormat = true
    }
    if (name(at) === 'data') {
      if (!hasFormat) break
      return
    }
    at += 8 + size + (size % 2)
  }
  throw new VariegateError(
    `Expected a WAV file with a format and a data chunk but found ${hasFormat ? 'no data' : 'no format before the data'}.`,
  )
}

function checkFormat(view: DataView, at: number, size: number): void {
  if (size < 16) throw new VariegateError(`Expected a WAV format chunk of at least 16 bytes but it has ${size}.`)
  const channels = view.getUint16(at + 2, true)
  const blockAlign = view.getUint16(at + 12, true)
  const bits = view.getUint16(at + 14, true)
  if (channels < 1 || channels > 64)
    throw new VariegateError(`Expected 1 to 64 channels but the WAV header says ${channels}.`)
  if (bits > 0 && bits % 8 === 0 && blockAlign !== (channels * bits) / 8) {
    throw new VariegateError(
      `Expected ${(channels * bits) / 8} bytes a sample frame for ${channels} x ${bits} bits but the WAV header says ${blockAlign}.`,
    )
  }
}
