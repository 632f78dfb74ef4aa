import { VariegateError } from '@variegate/core'

/** Where a WAV file holds its format and its samples, as byte offsets [start, end). */
export interface WavChunks {
  /** RIFX files hold every number with its highest byte first. */
  readonly littleEndian: boolean
  readonly format: Stretch
  readonly data: Stretch
}

interface Stretch {
  readonly start: number
  readonly end: number
}

/** Find the chunks of a RIFF, RIFX, RF64 or BW64 file; a size that the file cannot hold is refused unless it is a stream's. */
export function findChunks(file: Uint8Array): WavChunks {
  if (file.length === 0) throw new VariegateError('Expected a WAV file but the file is empty.')
  const container = nameAt(file, 0)
  if (!(container in CONTAINERS) || nameAt(file, 8) !== 'WAVE') {
    const form = container in CONTAINERS ? ` with the form ${JSON.stringify(nameAt(file, 8))}` : ''
    throw new VariegateError(`Expected a WAV file (RIFF/WAVE) but it begins with ${JSON.stringify(container)}${form}.`)
  }
  const littleEndian = container !== 'RIFX'
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const found: { format?: Stretch; data?: Stretch; longData?: number | undefined } = {}
  for (let at = 12; at + 8 <= file.length;) {
    const name = nameAt(file, at)
    const start = at + 8
    const rest = file.length - start
    const stated = view.getUint32(at + 4, littleEndian)
    let size = stated
    if (name === 'data' && stated === UNKNOWN && found.longData !== undefined) size = found.longData
    else if (name === 'data' && isStreamed(file, view, littleEndian, stated, start)) size = rest
    if (size > rest) {
      // After the samples may lie what is no chunk at all, e.g. an ID3 tag.
      if (found.data && name !== 'fmt ' && name !== 'data') break
      throw new VariegateError(
        `Expected ${size} bytes in the WAV chunk "${name}" but the file has ${rest} left; it is truncated or its header lies.`,
      )
    }
    const stretch = { start, end: start + size }
    if (name === 'ds64') found.longData = longSize(view, stretch, littleEndian)
    if (name === 'fmt ') found.format = oneFormat(file, found.format, stretch)
    if (name === 'wavl')
      throw new VariegateError('Expected one WAV chunk "data" but the samples lie in a list ("wavl").')
    if (name === 'data' && found.data) {
      throw new VariegateError(`Expected one WAV chunk "data" but found a second one at byte ${at}.`)
    }
    if (name === 'data') found.data = stretch
    at = nextChunk(file, stretch)
  }
  const { format, data } = found
  if (format && data) return { littleEndian, format, data }
  throw new VariegateError(
    `Expected a WAV file with a format and a data chunk but found ${format ? 'no data' : data ? 'no format' : 'neither'}.`,
  )
}

const CONTAINERS: Readonly<Record<string, true>> = { RIFF: true, RIFX: true, RF64: true, BW64: true }

/** The size of what was not known when the header was written, or that `ds64` holds. */
const UNKNOWN = 0xffffffff

const nameAt = (file: Uint8Array, at: number): string => String.fromCharCode(...file.subarray(at, at + 4))

/**
 * Tell whether a data chunk was written to a pipe: its size is one that no writer knew. ffmpeg writes 0xFFFFFFFF, sox the frames
 * that fit 0x7FFFF000 bytes, arecord 2 GiB, others 0 with a header that was never finished.
 */
function isStreamed(file: Uint8Array, view: DataView, littleEndian: boolean, size: number, start: number): boolean {
  if (size === 0) {
    const whole = view.getUint32(4, littleEndian)
    if (whole <= 8 || isPlaceholder(whole)) return true
    if (whole + 8 > start || start === file.length) return false
    if (start + 8 <= file.length && /^[A-Za-z][\w ]{3}$/.test(nameAt(file, start)))
      throw new VariegateError(
        `Expected the size of the WAV chunk "data" but it is 0, and the header ends before ${JSON.stringify(nameAt(file, start))} at byte ${start}, which may be samples or a chunk.`,
      )
    return true
  }
  return size > file.length - start && isPlaceholder(size)
}

const isPlaceholder = (size: number): boolean => size >= 0xffffff00 || (size >= 0x7fffe000 && size <= 0x80000000)

/** RF64 and BW64 (EBU Tech 3306, ITU-R BS.2088): sizes of 64 bits, that of the samples second. */
function longSize(view: DataView, { start, end }: Stretch, littleEndian: boolean): number | undefined {
  if (end - start < 24)
    throw new VariegateError(`Expected a WAV chunk "ds64" of at least 24 bytes but it has ${end - start}.`)
  const size = view.getBigUint64(start + 8, littleEndian)
  // A recorder that was not stopped in order leaves nothing or all ones.
  return size === 0n || size === 0xffffffffffffffffn ? undefined : Number(size)
}

/** Two formats that say the same are one. */
function oneFormat(file: Uint8Array, first: Stretch | undefined, second: Stretch): Stretch {
  if (!first) return second
  const same =
    second.end - second.start === first.end - first.start &&
    file.subarray(first.start, first.end).every((byte, at) => byte === file[second.start + at])
  if (!same)
    throw new VariegateError(
      `Expected one WAV chunk "fmt " but found another format at byte ${second.start - 8} than at byte ${first.start - 8}.`,
    )
  return first
}

const KNOWN =
  /^(fmt |data|LIST|fact|cue |bext|iXML|JUNK|junk|PAD |PEAK|smpl|inst|id3 |ID3 |axml|chna|cart|plst|ds64|wavl)$/

/** Chunks begin at even bytes, behind a pad byte of 0 where it takes one; some writers leave it out. */
function nextChunk(file: Uint8Array, { start, end }: Stretch): number {
  if ((end - start) % 2 === 0 || end >= file.length) return end
  if (KNOWN.test(nameAt(file, end + 1))) return end + 1
  const unpadded = KNOWN.test(nameAt(file, end)) || (file[end] !== 0 && /^[\x20-\x7e]{4}$/.test(nameAt(file, end)))
  return unpadded ? end : end + 1
}
