import type { TimeMap, TimePiece } from '@variegate/core'
import { createFft, hann } from '@variegate/dsp'
import { frameHop, frameSize } from './frames.js'

/** Where a frame of the output is read: around which sample of which sound, and which way; new where it does not go on from the frame before. */
interface Place {
  readonly source: number
  /** NaN where there is nothing to read. */
  readonly at: number
  readonly way: 1 | -1
  readonly isNew: boolean
}

/** Read every channel along a map and keep its pitch; new stretches are silent. */
export function vocodeAlong(
  sounds: readonly (readonly Float32Array[])[],
  sampleRate: number,
  map: TimeMap,
): Float32Array[] {
  const length = Math.round(map.duration * sampleRate)
  const channels = vocode(sounds, sampleRate, length, placesOf(map, sampleRate))
  for (const { start, end, from } of map.pieces)
    if (from === null)
      for (const channel of channels) channel.fill(0, Math.round(start * sampleRate), Math.round(end * sampleRate))
  return channels
}

/** Where the frames of a map are read, asked for in order; the last piece goes on beyond its end. */
function placesOf({ pieces }: TimeMap, sampleRate: number): (to: number) => Place {
  let index = 0
  return (to) => {
    const before = pieces[index]
    while (index + 1 < pieces.length && to >= (pieces[index + 1]?.start ?? 0) * sampleRate) index++
    const piece = pieces[index]
    if (!piece || piece.from === null) return { source: 0, at: NaN, way: 1, isNew: true }
    const { start, from, rate, source = 0 } = piece
    const at = from * sampleRate + (to - start * sampleRate) * rate
    return { source, at, way: rate < 0 ? -1 : 1, isNew: piece !== before && !goesOn(before, piece, sampleRate) }
  }
}

/** Whether a piece begins where the one before it ends, within a sample. */
function goesOn(before: TimePiece | undefined, { from, rate, source }: TimePiece, sampleRate: number): boolean {
  if (!before || before.from === null || from === null || before.source !== source) return false
  const left = before.from + (before.end - before.start) * before.rate
  return before.rate < 0 === rate < 0 && Math.abs(left - from) * sampleRate <= 1
}

/**
 * Change the tempo and keep the pitch: a phase vocoder with identity phase locking.
 * Laroche and Dolson, "Improved phase vocoder time-scale modification of audio", 1999. Channels share their rotations, so
 * that they stay in phase. Phases advance by complex products alone, so that every engine computes the same bits.
 */
export function vocode(
  sounds: readonly (readonly Float32Array[])[],
  sampleRate: number,
  length: number,
  placeOf: (to: number) => Place,
): Float32Array[] {
  const size = frameSize(sampleRate)
  const hop = frameHop(sampleRate)
  const window = hann(size)
  const fft = createFft(size)
  const bins = size / 2 + 1
  const tracks = (sounds[0] ?? []).map(() => ({
    spectrum: fft.complex(),
    before: fft.complex(),
    output: fft.complex(),
    last: fft.complex(),
    values: fft.complex(),
    sum: new Float64Array(length + size),
  }))
  const weight = new Float64Array(length + size)
  const frame: number[] = Array.from({ length: size }, () => 0)
  const rotation = new Float64Array(2 * bins)
  const magnitude = new Float64Array(bins)
  const analyse = (channel: Float32Array, center: number, way: 1 | -1, spectrum: number[]) => {
    // Backwards, sample i covers (i, i + 1] from its end.
    const first = way > 0 ? center - size / 2 : center - 1 + size / 2
    for (let at = 0; at < size; at++) frame[at] = (channel[first + way * at] ?? 0) * (window[at] ?? 0)
    fft.forward(spectrum, frame)
  }

  for (let frameIndex = 0; frameIndex * hop < length + hop; frameIndex++) {
    const to = frameIndex * hop
    const { source, at: place, way, isNew } = placeOf(to)
    const from = Math.round(place)
    const channels = sounds[source] ?? []
    for (const [index, track] of tracks.entries()) {
      const channel = channels[index] ?? new Float32Array(0)
      analyse(channel, from, way, track.spectrum)
      analyse(channel, from - way * hop, way, track.before)
    }
    if (frameIndex === 0 || isNew || isClick(channels, from, size)) keepPhases(rotation)
    else lockPhases(tracks, bins, magnitude, rotation)
    for (const track of tracks) {
      rotate(track.spectrum, rotation, bins, size, track.output)
      fft.inverse(track.values, track.output)
      for (let at = 0; at < size; at++)
        track.sum[to + at] = (track.sum[to + at] ?? 0) + (track.values[2 * at] ?? 0) * (window[at] ?? 0)
      ;[track.last, track.output] = [track.output, track.last]
    }
    for (let at = 0; at < size; at++) weight[to + at] = (weight[to + at] ?? 0) + (window[at] ?? 0) ** 2
  }
  // Frames are centered on their time, so the sums begin half a window early.
  return tracks.map(({ sum }) =>
    Float32Array.from({ length }, (_, at) => (sum[at + size / 2] ?? 0) / Math.max(1e-9, weight[at + size / 2] ?? 0)),
  )
}

/** Turn no bin: the frame goes out as it came in. */
function keepPhases(rotation: Float64Array): void {
  for (let at = 0; at < rotation.length; at++) rotation[at] = at % 2 === 0 ? 1 : 0
}

/** Whether nearly all of a frame's energy lies within half a hop (a sixteenth of its size) of its center: such a sound has to stay where it is. */
function isClick(channels: readonly Float32Array[], center: number, size: number): boolean {
  const near = size / 16
  let inside = 0
  let all = 0
  for (const channel of channels) {
    for (let at = center - size / 2; at < center + size / 2; at++) {
      const energy = (channel[at] ?? 0) ** 2
      all += energy
      if (Math.abs(at - center) <= near) inside += energy
    }
  }
  return inside > 0.9 * all
}

interface Track {
  readonly spectrum: readonly number[]
  readonly before: readonly number[]
  readonly last: readonly number[]
}

/**
 * Find how far every bin's phase has to turn so that peaks go on from where the last output frame left them; the bins around
 * a peak turn with it. Advance over one hop is that of the input from one hop earlier, so no phase is ever unwrapped.
 */
function lockPhases(tracks: readonly Track[], bins: number, magnitude: Float64Array, rotation: Float64Array): void {
  magnitude.fill(0)
  for (const { spectrum } of tracks) {
    for (let bin = 0; bin < bins; bin++)
      magnitude[bin] = (magnitude[bin] ?? 0) + (spectrum[2 * bin] ?? 0) ** 2 + (spectrum[2 * bin + 1] ?? 0) ** 2
  }
  let begin = 0
  let peak = -1
  for (let bin = 0; bin <= bins; bin++) {
    if (bin < bins && !isPeak(magnitude, bin)) continue
    // The region of a peak ends at the quietest bin before the next.
    const end = bin === bins ? bins : peak < 0 ? begin : quietest(magnitude, peak, bin)
    if (peak >= 0) turnRegion(tracks, peak, begin, end, rotation)
    if (peak >= 0) begin = end
    peak = bin
  }
  if (begin === 0 && peak >= bins) turnRegion(tracks, 0, 0, bins, rotation)
}

/** Louder than the two bins on either side. */
function isPeak(magnitude: Float64Array, bin: number): boolean {
  const here = magnitude[bin] ?? 0
  const over = (other: number) => here > (magnitude[other] ?? -1)
  return (
    here > 0 && over(bin - 1) && over(bin - 2) && here >= (magnitude[bin + 1] ?? 0) && here >= (magnitude[bin + 2] ?? 0)
  )
}

function quietest(magnitude: Float64Array, from: number, to: number): number {
  let best = from + 1
  for (let bin = from + 1; bin < to; bin++) if ((magnitude[bin] ?? 0) < (magnitude[best] ?? 0)) best = bin
  return best
}

/** The rotation of a peak is the unit number of its last output times the conjugate of the input one hop before. */
function turnRegion(tracks: readonly Track[], peak: number, begin: number, end: number, rotation: Float64Array): void {
  let re = 0
  let im = 0
  for (const { last, before } of tracks) {
    const [a, b, c, d] = [
      last[2 * peak] ?? 0,
      last[2 * peak + 1] ?? 0,
      before[2 * peak] ?? 0,
      before[2 * peak + 1] ?? 0,
    ]
    re += a * c + b * d
    im += b * c - a * d
  }
  const size = Math.sqrt(re * re + im * im)
  // Nothing went before: a sound that begins keeps its own phase.
  const [unitRe, unitIm] = size < 1e-12 ? [1, 0] : [re / size, im / size]
  for (let bin = begin; bin < end; bin++) {
    rotation[2 * bin] = unitRe
    rotation[2 * bin + 1] = unitIm
  }
}

/** Turn the bins and mirror them, so that the values that come back are real. */
function rotate(
  spectrum: readonly number[],
  rotation: Float64Array,
  bins: number,
  size: number,
  output: number[],
): void {
  for (let bin = 0; bin < bins; bin++) {
    const [re, im] = [spectrum[2 * bin] ?? 0, spectrum[2 * bin + 1] ?? 0]
    const [c, s] = [rotation[2 * bin] ?? 1, rotation[2 * bin + 1] ?? 0]
    const real = re * c - im * s
    const edge = bin === 0 || bin === bins - 1
    const imaginary = edge ? 0 : re * s + im * c
    output[2 * bin] = real
    output[2 * bin + 1] = imaginary
    if (edge) continue
    output[2 * (size - bin)] = real
    output[2 * (size - bin) + 1] = -imaginary
  }
}
