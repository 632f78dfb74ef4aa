import { exact, VariegateError } from '@variegate/core'
import { resampleInto } from '@variegate/dsp'
import type { Curve, CurveStep } from '../steps/tone.js'
import { mapChannels, type AudioRunner } from './runner.js'

export const curve: AudioRunner<CurveStep> = {
  run({ curve, oversample = 1 }, clip) {
    const bend = functionOf(curve)
    if (oversample === 1) return mapChannels(clip, (channel) => channel.map(bend))
    return mapChannels(clip, (channel) => {
      const fine = new Float64Array(channel.length * oversample)
      resampleInto(channel, fine, 0, fine.length, { start: 0, step: 1 / oversample, edge: 'zero' })
      for (let at = 0; at < fine.length; at++) fine[at] = bend(fine[at] ?? 0)
      const target = new Float32Array(channel.length)
      resampleInto(fine, target, 0, target.length, { start: 0, step: oversample, edge: 'zero' })
      return target
    })
  },
}

function functionOf(curve: Curve): (value: number) => number {
  switch (curve.name) {
    case 'clip':
      return within(curve.level)
    case 'tanh': {
      const full = tanh(positive('drive', curve.drive))
      return (value) => tanh(curve.drive * value) / full
    }
    case 'cubic': {
      const inside = within(1)
      return (value) => {
        const x = inside(value)
        return (3 * x - x * x * x) / 2
      }
    }
    case 'quantize':
      return quantizer(curve.bits)
    case 'muLaw': {
      const round = quantizer(curve.bits)
      const scale = exact.log(1 + positive('mu', curve.mu))
      // ITU-T G.711: F(x) = ln(1 + mu |x|) / ln(1 + mu), and back.
      return (value) => {
        const size = Math.min(1, Math.abs(value))
        const rounded = Math.abs(round(exact.log(1 + curve.mu * size) / scale))
        return (Math.sign(value) * (exact.exp(rounded * scale) - 1)) / curve.mu
      }
    }
  }
}

const within =
  (level: number) =>
  (value: number): number =>
    Math.min(level, Math.max(-level, value))

/** Whole numbers of so many bits, as a converter writes them. */
function quantizer(bits: number): (value: number) => number {
  const scale = exact.pow(2, positive('bits', bits) - 1)
  return (value) => Math.min(scale - 1, Math.max(-scale, Math.round(value * scale))) / scale
}

function tanh(x: number): number {
  const power = exact.exp(-2 * Math.abs(x))
  return (Math.sign(x) * (1 - power)) / (1 + power)
}

function positive(name: string, value: number): number {
  if (value > 0 && Number.isFinite(value)) return value
  throw new VariegateError(`Expected ${name} of an audio curve above 0 but received ${value}.`)
}
