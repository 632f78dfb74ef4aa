import { VariegateError } from '@variegate/core'
import { channelCount, lengthOf, type Clip } from '../sample.js'
import type { Limited, Part } from '../steps/on.js'
import type { AudioRunner } from './runner.js'

/** Seconds of crossfade at the ends of a part. */
const FADE = 0.005

/** Let a runner change a part of a clip where a step says so: it works on the whole, and what it did is kept in that part alone. */
export function limited<Step extends Limited & { readonly kind: string }>(
  runner: AudioRunner<Step>,
): AudioRunner<Step> {
  return {
    ...runner,
    run(step, clip, map) {
      const { on } = step
      if (on) checkPart(on, step.kind, clip)
      const changed = runner.run(step, clip, map)
      return on ? within(on, step.kind, clip, changed) : changed
    },
  }
}

/** The samples [first, end) of a part. */
export function samplesOf(clip: Clip, { start = 0, end = Infinity }: Part = {}): { first: number; end: number } {
  const length = lengthOf(clip)
  const at = (seconds: number) => Math.min(length, Math.max(0, Math.round(seconds * clip.sampleRate)))
  return { first: at(start), end: at(end) }
}

/** Whether a channel belongs to a part. */
export const isOn = (index: number, { channels }: Part = {}): boolean => channels?.includes(index) ?? true

function checkPart({ start = 0, end = Infinity, channels = [], fade = 0 }: Part, kind: string, clip: Clip): void {
  if (!(start <= end) || !(fade >= 0))
    throw new VariegateError(
      `Expected the audio step ${kind} on a stretch with start <= end and fades of 0 s or more but received ${start} to ${end} s with fades of ${fade} s.`,
    )
  const count = channelCount(clip)
  const unknown = channels.find((channel) => !Number.isInteger(channel) || channel < 0 || channel >= count)
  if (unknown !== undefined)
    throw new VariegateError(
      `Expected the audio step ${kind} on channels from 0 to ${count - 1}, which the clip has, but received ${unknown}.`,
    )
}

function within(on: Part, kind: string, before: Clip, after: Clip): Clip {
  const shape = (clip: Clip) => `${channelCount(clip)} x ${lengthOf(clip)} samples at ${clip.sampleRate} Hz`
  if (shape(before) !== shape(after))
    throw new VariegateError(
      `Expected the audio step ${kind} on a part to leave ${shape(before)} but it makes ${shape(after)}; do it to the whole clip.`,
    )
  const { first, end } = samplesOf(before, on)
  const fade = Math.min(Math.round((on.fade ?? FADE) * before.sampleRate), Math.floor((end - first) / 2))
  const [rise, fall] = [first > 0 ? fade : 0, end < lengthOf(before) ? fade : 0]
  const channels = before.channels.map((channel, index) => {
    const changed = after.channels[index]
    if (!changed || !isOn(index, on)) return channel
    const mixed = channel.slice()
    mixed.set(changed.subarray(first, end), first)
    for (let at = 0; at < rise; at++) blend(mixed, channel, first + at, (at + 1) / (rise + 1))
    for (let at = 0; at < fall; at++) blend(mixed, channel, end - 1 - at, (at + 1) / (fall + 1))
    return mixed
  })
  return { ...after, channels }
}

function blend(mixed: Float32Array, before: Float32Array, at: number, share: number): void {
  const old = before[at] ?? 0
  mixed[at] = old + share * ((mixed[at] ?? 0) - old)
}
