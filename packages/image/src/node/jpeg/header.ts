import { isStandardRgb } from '../profile.js'

/** A baseline JPEG file of the usual kind, as its header describes it. */
export interface JpegHeader {
  readonly width: number
  readonly height: number
  /** Grey, or Y, Cb and Cr. */
  readonly components: readonly Component[]
  /** For each number 64 steps, in the file's order. */
  readonly steps: ReadonlyMap<number, Uint16Array>
  /** For each number the counts of codes of 1 to 16 bits and their symbols. */
  readonly dc: ReadonlyMap<number, Uint8Array>
  readonly ac: ReadonlyMap<number, Uint8Array>
  /** Groups between two restart markers, 0 where there are none. */
  readonly interval: number
  /** Where the entropy-coded bytes begin. */
  readonly scan: number
}

export interface Component {
  readonly id: number
  readonly across: number
  readonly down: number
  readonly steps: number
  dc: number
  ac: number
}

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const DQT = 0xdb
const DHT = 0xc4
const DRI = 0xdd
const APP0 = 0xe0
const APP1 = 0xe1
const APP2 = 0xe2
const APP14 = 0xee
const COMMENT = 0xfe

/**
 * Read the header of a JPEG file (ITU-T T.81 annex B, JFIF 1.02); nothing for what is not baseline, 8 bits, grey or Y Cb Cr in one scan, upright
 * and sRGB, and for what is damaged.
 */
export function readHeader(file: Uint8Array): JpegHeader | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  if (file[0] !== 0xff || file[1] !== SOI) return undefined
  const steps = new Map<number, Uint16Array>()
  const [dc, ac] = [new Map<number, Uint8Array>(), new Map<number, Uint8Array>()]
  let frame: Pick<JpegHeader, 'width' | 'height' | 'components'> | undefined
  let interval = 0
  let isJfif = false
  for (let at = 2; at + 4 <= file.length;) {
    const marker = file[at + 1] ?? 0
    const end = at + 2 + view.getUint16(at + 2)
    if (file[at] !== 0xff || end < at + 4 || end > file.length) return undefined
    const body = file.subarray(at + 4, end)
    if (marker === SOS) {
      if (!frame || !joinScan(body, frame.components)) return undefined
      const ids = frame.components.map(({ id }) => id).join()
      if (frame.components.length === 3 && !isJfif && ids !== '1,2,3') return undefined
      return { ...frame, steps, dc, ac, interval, scan: end }
    }
    if (marker === DQT ? !readSteps(body, steps) : marker === DHT ? !readTables(body, dc, ac) : false) return undefined
    else if (marker === 0xc0 || marker === 0xc1) {
      if (frame) return undefined
      frame = readFrame(body)
      if (!frame) return undefined
    } else if (marker === DRI) interval = view.getUint16(at + 4)
    else if (marker === APP0) isJfif ||= startsWith(body, 'JFIF\0')
    else if (
      marker === APP1
        ? isTurned(body)
        : marker === APP2
          ? isForeign(body)
          : marker === APP14
            ? isForeignAdobe(body)
            : false
    )
      return undefined
    else if (!isPlain(marker)) return undefined
    at = end
  }
  return undefined
}

/** Markers that say nothing of pixels. */
const isPlain = (marker: number): boolean =>
  marker === DQT || marker === DHT || marker === COMMENT || (marker >= APP0 && marker <= 0xef)

function readFrame(body: Uint8Array) {
  const [depth, top = 0, bottom = 0, left = 0, right = 0, amount = 0] = body
  const [height, width] = [top * 256 + bottom, left * 256 + right]
  if (depth !== 8 || width === 0 || height === 0 || (amount !== 1 && amount !== 3) || body.length !== 6 + 3 * amount)
    return undefined
  const components = Array.from({ length: amount }, (_, index): Component => {
    const [id = 0, factors = 0, number = 0] = body.subarray(6 + 3 * index)
    return { id, across: factors >> 4, down: factors & 15, steps: number, dc: 0, ac: 0 }
  })
  return isUsual(components) ? { width, height, components } : undefined
}

/** Grey; or chroma at full size, at half the width, or at half the width and height. */
function isUsual(components: readonly Component[]): boolean {
  const factors = components.map(({ across, down }) => `${across}x${down}`).join()
  return components.length === 1
    ? components.every(({ across, down }) => across >= 1 && across <= 4 && down >= 1 && down <= 4)
    : factors === '1x1,1x1,1x1' || factors === '2x1,1x1,1x1' || factors === '2x2,1x1,1x1'
}

function readSteps(body: Uint8Array, steps: Map<number, Uint16Array>): boolean {
  let at = 0
  while (at < body.length) {
    const about = body[at++] ?? 0
    const wide = about >> 4
    if (wide > 1 || (about & 15) > 3 || at + 64 * (1 + wide) > body.length) return false
    const table = Uint16Array.from({ length: 64 }, (_, index) =>
      wide === 1 ? (body[at + 2 * index] ?? 0) * 256 + (body[at + 2 * index + 1] ?? 0) : (body[at + index] ?? 0),
    )
    if (table.includes(0)) return false
    steps.set(about & 15, table)
    at += 64 * (1 + wide)
  }
  return true
}

function readTables(body: Uint8Array, dc: Map<number, Uint8Array>, ac: Map<number, Uint8Array>): boolean {
  let at = 0
  while (at < body.length) {
    const about = body[at] ?? 0
    const counts = body.subarray(at + 1, at + 17)
    const end = at + 17 + counts.reduce((sum, count) => sum + count, 0)
    if (about >> 4 > 1 || (about & 15) > 3 || end > body.length || end - at > 17 + 256) return false
    const tables = about >> 4 === 0 ? dc : ac
    tables.set(about & 15, body.subarray(at + 1, end))
    at = end
  }
  return true
}

/** Note which tables the components use; false where not all of them are in the scan, in order and whole. */
function joinScan(body: Uint8Array, components: readonly Component[]): boolean {
  const amount = components.length
  const [first, last, bits] = body.subarray(1 + 2 * amount)
  if (body[0] !== amount || body.length !== 4 + 2 * amount || first !== 0 || last !== 63 || bits !== 0) return false
  return components.every((component, index) => {
    const [id, tables = 0] = body.subarray(1 + 2 * index)
    component.dc = tables >> 4
    component.ac = tables & 15
    return id === component.id
  })
}

/** Whether Exif says that the picture is not upright, or what cannot be read. */
function isTurned(body: Uint8Array): boolean {
  if (!startsWith(body, 'Exif\0\0')) return false
  const tiff = body.subarray(6)
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const little = startsWith(tiff, 'II')
  if (tiff.length < 8) return true
  const directory = view.getUint32(4, little)
  if (directory + 2 > tiff.length) return true
  const entries = view.getUint16(directory, little)
  for (let at = directory + 2, entry = 0; entry < entries; entry++, at += 12) {
    if (at + 12 > tiff.length) return true
    const isOrientation = view.getUint16(at, little) === 0x112
    if (isOrientation && view.getUint16(at + 8, little) !== 1) return true
  }
  return false
}

/** Whether a profile says other than sRGB, or is in several parts. */
const isForeign = (body: Uint8Array): boolean =>
  startsWith(body, 'ICC_PROFILE\0') && !(body[12] === 1 && body[13] === 1 && isStandardRgb(body.subarray(14)))

/** Whether Adobe's marker says that colours are not Y Cb Cr. */
const isForeignAdobe = (body: Uint8Array): boolean => startsWith(body, 'Adobe') && body[11] !== 1

const startsWith = (bytes: Uint8Array, text: string): boolean =>
  [...text].every((character, index) => bytes[index] === character.charCodeAt(0))

/** Whether a file ends where its only scan does. */
export const endsAt = (file: Uint8Array, at: number): boolean => file[at] === 0xff && file[at + 1] === EOI
