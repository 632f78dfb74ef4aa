import { clamp } from '../testing.js'
import { block, part, put, type Block, type Plane } from './planes.js'
import { predictions, smallPredictions } from './predict.js'
import { CHROMA, forward, forwardMeans, inverse, inverseMeans, LUMA, MEANS, quantise } from './transform.js'

/** What the kernel is told: quantiser steps of constant and other coefficients, and how to choose and filter. */
export interface WebpSteps {
  readonly luma: readonly [number, number]
  readonly means: readonly [number, number]
  readonly chroma: readonly [number, number]
  readonly penalty: number
  readonly level: number
}

const squares = (one: Block, other: Block) => one.reduce((sum, value, at) => sum + (value - (other[at] ?? 0)) ** 2, 0)

/** The first of the least. */
const leastOf = (costs: readonly number[]) => costs.indexOf(Math.min(...costs))

export function codeLuma(source: Plane, target: Plane, blockX: number, blockY: number, steps: WebpSteps): boolean {
  const [left, top] = [blockX * 16, blockY * 16]
  const wanted = part(source, left, top, 16)
  const whole = predictions(target, left, top, 16)
  const costs = whole.map((one) => squares(wanted, one))
  const best = leastOf(costs)
  let cost = steps.penalty
  let fine = cost < (costs[best] ?? 0)
  for (let at = 0; at < 16 && fine; at++) {
    const [x, y] = [left + (at & 3) * 4, top + (at >> 2) * 4]
    const small = smallPredictions(target, x, y, (at & 3) === 3 ? top : y)
    const ofSmall = small.map((one, mode) => squares(part(source, x, y, 4), one) + (mode > 0 ? 30 : 0))
    const chosen = leastOf(ofSmall)
    cost += ofSmall[chosen] ?? 0
    const prediction = small[chosen] ?? []
    const levels = quantise(forward(part(source, x, y, 4).map((v, i) => v - (prediction[i] ?? 0))), steps.luma, LUMA)
    put(
      target,
      x,
      y,
      4,
      inverse(levels).map((v, i) => clamp(v + (prediction[i] ?? 0))),
    )
    fine = cost < (costs[best] ?? 0)
  }
  if (fine) return true
  const prediction = whole[best] ?? []
  const coefficients = Array.from({ length: 16 }, (_, at) => {
    const [x, y] = [(at & 3) * 4, (at >> 2) * 4]
    return forward(block(4, (u, v) => (wanted[(y + v) * 16 + x + u] ?? 0) - (prediction[(y + v) * 16 + x + u] ?? 0)))
  })
  const means = quantise(forwardMeans(coefficients.map(([mean = 0]) => mean)), steps.means, MEANS)
  const back = inverseMeans(means)
  let any = means.some((value) => value !== 0)
  for (const [at, values] of coefficients.entries()) {
    const levels = quantise([0, ...values.slice(1)], steps.luma, LUMA)
    any ||= levels.some((value) => value !== 0)
    const [x, y] = [(at & 3) * 4, (at >> 2) * 4]
    const residue = inverse([back[at] ?? 0, ...levels.slice(1)])
    put(
      target,
      left + x,
      top + y,
      4,
      residue.map((v, i) => clamp(v + (prediction[(y + (i >> 2)) * 16 + x + (i & 3)] ?? 0))),
    )
  }
  return any
}

export function codeChroma(
  sources: Plane[],
  targets: Plane[],
  blockX: number,
  blockY: number,
  steps: WebpSteps,
): boolean {
  const [left, top] = [blockX * 8, blockY * 8]
  const wanted = sources.map((source) => part(source, left, top, 8))
  const predicted = targets.map((target) => predictions(target, left, top, 8))
  const best = leastOf(
    [0, 1, 2, 3].map(
      (mode) =>
        squares(wanted[0] ?? [], predicted[0]?.[mode] ?? []) + squares(wanted[1] ?? [], predicted[1]?.[mode] ?? []),
    ),
  )
  let any = false
  for (const [channel, target] of targets.entries()) {
    for (let at = 0; at < 4; at++) {
      const [x, y] = [(at & 1) * 4, (at >> 1) * 4]
      const prediction = block(4, (u, v) => predicted[channel]?.[best]?.[(y + v) * 8 + x + u] ?? 0)
      const difference = block(
        4,
        (u, v) => (wanted[channel]?.[(y + v) * 8 + x + u] ?? 0) - (prediction[v * 4 + u] ?? 0),
      )
      const levels = quantise(forward(difference), steps.chroma, CHROMA)
      any ||= levels.some((value) => value !== 0)
      put(
        target,
        left + x,
        top + y,
        4,
        inverse(levels).map((v, i) => clamp(v + (prediction[i] ?? 0))),
      )
    }
  }
  return any
}
