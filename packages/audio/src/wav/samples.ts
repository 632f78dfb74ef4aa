import { VariegateError } from '@variegate/core'
import type { BitDepth } from '../sample.js'
import { fromALaw, fromMuLaw, toALaw, toMuLaw } from './companding.js'

/** How a depth's samples lie in bytes, with full scale at 1. */
export interface Coding {
  readonly bytes: number
  read(view: DataView, at: number, littleEndian: boolean): number
  /** Write at a byte offset, lowest byte first; what is beyond full scale of whole numbers is clipped. */
  write(view: DataView, at: number, value: number): void
}

/** Every coding; whole numbers of 8 bits are unsigned, as WAV has them. */
export const CODINGS: Readonly<Record<BitDepth, Coding>> = {
  '8': {
    bytes: 1,
    read: (view, at) => (view.getUint8(at) - 128) / 128,
    write: (view, at, value) => view.setUint8(at, toWhole(value, 2 ** 7) + 128),
  },
  '16': {
    bytes: 2,
    read: (view, at, littleEndian) => view.getInt16(at, littleEndian) / 2 ** 15,
    write: (view, at, value) => view.setInt16(at, toWhole(value, 2 ** 15), true),
  },
  '24': {
    bytes: 3,
    read(view, at, littleEndian) {
      const high = view.getInt8(littleEndian ? at + 2 : at)
      return (high * 65536 + view.getUint16(littleEndian ? at : at + 1, littleEndian)) / 2 ** 23
    },
    write(view, at, value) {
      const whole = toWhole(value, 2 ** 23)
      view.setUint16(at, whole & 0xffff, true)
      view.setInt8(at + 2, whole >> 16)
    },
  },
  '32': {
    bytes: 4,
    read: (view, at, littleEndian) => view.getInt32(at, littleEndian) / 2 ** 31,
    write: (view, at, value) => view.setInt32(at, toWhole(value, 2 ** 31), true),
  },
  '32f': {
    bytes: 4,
    read: (view, at, littleEndian) => view.getFloat32(at, littleEndian),
    write: (view, at, value) => view.setFloat32(at, value, true),
  },
  '64': {
    bytes: 8,
    read: (view, at, littleEndian) => view.getFloat64(at, littleEndian),
    write: (view, at, value) => view.setFloat64(at, value, true),
  },
  alaw: {
    bytes: 1,
    read: (view, at) => fromALaw(view.getUint8(at)) / 2 ** 15,
    write: (view, at, value) => view.setUint8(at, toALaw(value * 2 ** 15)),
  },
  mulaw: {
    bytes: 1,
    read: (view, at) => fromMuLaw(view.getUint8(at)) / 2 ** 15,
    write: (view, at, value) => view.setUint8(at, toMuLaw(value * 2 ** 15)),
  },
}

/** Take interleaved samples apart; what is left over of a last frame is no sample. */
export function readSamples(
  view: DataView,
  channels: number,
  { bytes, read }: Coding,
  littleEndian: boolean,
): Float32Array[] {
  const frame = channels * bytes
  const length = Math.floor(view.byteLength / frame)
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(length)
    for (let index = 0, at = channel * bytes; index < length; index++, at += frame) {
      const value = read(view, at, littleEndian)
      samples[index] = value
      if (!Number.isFinite(samples[index])) refuse(value, channel, index)
    }
    return samples
  })
}

/** Interleave samples from a byte offset on. */
export function writeSamples(
  view: DataView,
  start: number,
  channels: readonly Float32Array[],
  { bytes, write }: Coding,
): void {
  const frame = channels.length * bytes
  for (const [channel, samples] of channels.entries()) {
    for (let index = 0, at = start + channel * bytes; index < samples.length; index++, at += frame)
      write(view, at, samples[index] ?? 0)
  }
}

function refuse(value: number, channel: number, index: number): never {
  throw new VariegateError(
    Number.isFinite(value)
      ? `Expected samples that 32-bit floats can hold but sample ${index} of channel ${channel} in the WAV file is ${value}.`
      : `Expected finite samples but the WAV file holds NaN or infinity: sample ${index} of channel ${channel} is ${value}.`,
  )
}

const toWhole = (value: number, scale: number): number =>
  Math.min(scale - 1, Math.max(-scale, Math.round(value * scale)))
