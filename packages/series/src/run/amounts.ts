import { exact, keyedRandom } from '@variegate/core'
import { deviation, type Channel, type Series } from '../sample.js'
import type { Amount, ClipStep, CurveStep, HoldStep, MissingStep, NoiseStep, QuantizeStep } from '../steps/steps.js'
import { changeValues, stretchOf, type Stretch } from './values.js'

/** Add or multiply; targets of a forecast follow where a whole channel is changed evenly, as they are its later values. */
export function runCurve(series: Series, { by, unit, amounts, on }: CurveStep): Series {
  const change = (channel: Channel, place: number, stretch: Stretch) => {
    const amount = amounts[place]
    if (amount === undefined) return undefined
    const size = unit === 'own' ? 1 : deviation(channel.values) || 1
    return by === 'add'
      ? (value: number, step: number) => value + size * amountAt(amount, step, stretch)
      : (value: number, step: number) => value * size * amountAt(amount, step, stretch)
  }
  const changed = changeValues(series, on, change)
  const { targets } = series.labels
  if (!targets || on?.points || !amounts.every((amount) => typeof amount === 'number')) return changed
  const follow = (channel: Channel): Channel => {
    const index = series.channels.findIndex(({ name }) => name === channel.name)
    const place = (on?.channels ?? [...series.channels.keys()]).indexOf(index)
    const own = series.channels[index]
    if (!own || place < 0) return channel
    const target = { ...series, times: targets.times, channels: [channel] }
    return (
      changeValues(target, undefined, () => change(own, place, stretchOf(target, undefined))).channels[0] ?? channel
    )
  }
  return {
    ...changed,
    labels: { ...changed.labels, targets: { ...targets, channels: targets.channels.map(follow) } },
  }
}

/** The amount at a step: knots lie evenly from the first step of the stretch to its last. */
export function amountAt(amount: Amount, step: number, { first, end }: Stretch): number {
  if (typeof amount === 'number') return amount
  const last = amount.length - 1
  const at = end - first < 2 ? 0 : ((step - first) / (end - 1 - first)) * last
  const knot = Math.min(Math.floor(at), Math.max(0, last - 1))
  const low = amount[knot] ?? 0
  return low + ((amount[knot + 1] ?? low) - low) * (at - knot)
}

export function runNoise(series: Series, { law, level, unit, key, on }: NoiseStep): Series {
  const wanted = on?.channels ?? [...series.channels.keys()]
  return changeValues(series, on, (channel, place) => {
    // Named by the channel itself, so that a channel's noise does not depend on which others the step is about.
    const random = keyedRandom(key).child(wanted[place] ?? place)
    const size = level * (unit === 'own' ? 1 : deviation(channel.values))
    if (law === 'gaussian') return (value) => value + random.normal(0, size)
    // Even noise of deviation 1 reaches the root of 3 to either side.
    if (law === 'uniform') return (value) => value + random.uniform([-size, size]) * Math.sqrt(3)
    return (value) => value + (size / Math.SQRT2) * laplace(random.float())
  })
}

/** The quantile of a Laplace law of scale 1. */
function laplace(share: number): number {
  const side = share - 0.5
  return side < 0 ? exact.log(Math.max(1 + 2 * side, Number.MIN_VALUE)) : -exact.log(1 - 2 * side)
}

export const runMissing = (series: Series, { on }: MissingStep): Series => inAllKinds(series, on, () => NaN)

export const runHold = (series: Series, { on }: HoldStep): Series =>
  inAllKinds(series, on, ({ values }, { first }) => heldValue(values, first))

/** Categories too may be missing, or stuck. */
function inAllKinds(
  series: Series,
  on: MissingStep['on'],
  valueOf: (channel: Channel, stretch: Stretch) => number,
): Series {
  const stretch = stretchOf(series, on)
  const channels = series.channels.map((channel, index) => {
    if (on?.channels && !on.channels.includes(index)) return channel
    const value = valueOf(channel, stretch)
    // What was missing stays missing, whatever went wrong beside it.
    const values = channel.values.map((old, step) =>
      step >= stretch.first && step < stretch.end && !Number.isNaN(old) ? value : old,
    )
    return { ...channel, values }
  })
  return { ...series, channels }
}

/** The last value that is there before a step, else the first after it. */
export function heldValue(values: Float64Array, first: number): number {
  for (let at = first - 1; at >= 0; at--) if (!Number.isNaN(values[at] ?? NaN)) return values[at] ?? NaN
  return values.slice(first).find((value) => !Number.isNaN(value)) ?? NaN
}

export const runClip = (series: Series, { low, high, on }: ClipStep): Series =>
  changeValues(series, on, () => (value) => Math.min(high, Math.max(low, value)))

export const runQuantize = (series: Series, { size, on }: QuantizeStep): Series =>
  changeValues(series, on, () => (value) => Math.round(value / size) * size)
