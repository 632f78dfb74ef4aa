import { createFft, hann, resampleInto } from '@variegate/dsp'
import { lengthOf, type Clip } from '../sample.js'

/** Analysis windows of about 46 ms, and an eighth of that from one to the next: a hop below 6 ms. */
const WINDOW_SECONDS = 0.046
const OVERLAP = 8

/**
 * Change the tempo and keep the pitch: a phase vocoder with identity phase locking.
 * Laroche and Dolson, "Improved phase vocoder time-scale modification of audio", 1999. Channels share their rotations, so
 * that they stay in phase. Phases advance by complex products alone, so that every engine computes the same bits.
 */
export function stretch(clip: Clip, rate: number): Clip {
  const length = Math.round(lengthOf(clip) / rate)
  return { ...clip, channels: vocode(clip.channels, clip.sampleRate, length, rate) }
}

/** Multiply every frequency with `ratio`: stretch to `ratio` times the length, then read that much faster. */
export function shiftPitch(clip: Clip, ratio: number): Clip {
  const length = lengthOf(clip)
  const long = vocode(clip.channels, clip.sampleRate, Math.ceil(length * ratio) + 1, 1 / ratio)
  const channels = long.map((channel) => {
    const target = new Float32Array(length)
    resampleInto(channel, target, 0, length, { start: 0, step: ratio, edge: 'zero' })
    return target
  })
  return { ...clip, channels }
}

function vocode(channels: readonly Float32Array[], sampleRate: number, length: number, rate: number): Float32Array[] {
  const size = windowSize(sampleRate)
  const hop = size / OVERLAP
  const window = hann(size)
  const fft = createFft(size)
  const bins = size / 2 + 1
  const tracks = channels.map(() => ({
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
  const analyse = (channel: Float32Array, centre: number, spectrum: number[]) => {
    const first = Math.round(centre) - size / 2
    for (let at = 0; at < size; at++) frame[at] = (channel[first + at] ?? 0) * (window[at] ?? 0)
    fft.forward(spectrum, frame)
  }

  for (let frameIndex = 0; frameIndex * hop < length + hop; frameIndex++) {
    const to = frameIndex * hop
    const from = Math.round(to * rate)
    for (const [index, track] of tracks.entries()) {
      const channel = channels[index] ?? new Float32Array(0)
      analyse(channel, from, track.spectrum)
      analyse(channel, from - hop, track.before)
    }
    if (frameIndex === 0 || isClick(channels, from, size)) keepPhases(rotation)
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
  // Frames are centred on their time, so the sums begin half a window early.
  return tracks.map(({ sum }) =>
    Float32Array.from({ length }, (_, at) => (sum[at + size / 2] ?? 0) / Math.max(1e-9, weight[at + size / 2] ?? 0)),
  )
}

/** Turn no bin: the frame goes out as it came in. */
function keepPhases(rotation: Float64Array): void {
  for (let at = 0; at < rotation.length; at++) rotation[at] = at % 2 === 0 ? 1 : 0
}

/** Whether nearly all of a frame's energy lies within half a hop of its centre: such a sound has to stay where it is. */
function isClick(channels: readonly Float32Array[], centre: number, size: number): boolean {
  const near = size / OVERLAP / 2
  let inside = 0
  let all = 0
  for (const channel of channels) {
    for (let at = centre - size / 2; at < centre + size / 2; at++) {
      const energy = (channel[at] ?? 0) ** 2
      all += energy
      if (Math.abs(at - centre) <= near) inside += energy
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

/** The power of two nearest to the window's length, at least 64 samples. */
function windowSize(sampleRate: number): number {
  let size = 64
  while (size * Math.SQRT2 < WINDOW_SECONDS * sampleRate) size *= 2
  return size
}
