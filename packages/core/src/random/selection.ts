import { VariegateError } from '../error.js'
import { integer, type Source } from './source.js'

/** Draw one of the items, each as likely. */
export function choice<T>(source: Source, items: readonly T[]): T {
  return itemAt(items, integer(source, 0, notEmpty(items).length - 1))
}

/** Draw one of the items, as likely as its weight's share of the sum; weights are at least 0 and not all 0. */
export function weightedChoice<T>(source: Source, items: readonly T[], weights: readonly number[]): T {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (
    weights.length !== notEmpty(items).length ||
    !(sum > 0 && sum < Infinity) ||
    weights.some((weight) => weight < 0)
  ) {
    throw new VariegateError(
      `Expected ${items.length} weights of at least 0, not all 0, but received ${JSON.stringify(weights)}.`,
    )
  }
  let rest = source.float() * sum
  for (const [index, weight] of weights.entries()) {
    rest -= weight
    if (rest < 0) return itemAt(items, index)
  }
  // Rounding may leave a crumb; it belongs to the last item that can be drawn.
  return itemAt(
    items,
    weights.findLastIndex((weight) => weight > 0),
  )
}

/** Put the items in a random order (Fisher and Yates). */
export function shuffle<T>(source: Source, items: readonly T[]): T[] {
  return sampleWithoutReplacement(source, items, items.length)
}

/** Draw `count` different items, in the order drawn. */
export function sampleWithoutReplacement<T>(source: Source, items: readonly T[], count: number): T[] {
  if (!Number.isInteger(count) || count < 0 || count > items.length) {
    throw new VariegateError(`Expected a count from 0 to ${items.length} but received ${count}.`)
  }
  const pool = [...items]
  for (let index = 0; index < count; index++) {
    const other = integer(source, index, pool.length - 1)
    const drawn = itemAt(pool, other)
    pool[other] = itemAt(pool, index)
    pool[index] = drawn
  }
  return pool.slice(0, count)
}

function notEmpty<T>(items: readonly T[]): readonly T[] {
  if (items.length === 0) throw new VariegateError('Expected at least one item to choose from but the list is empty.')
  return items
}

/** Items may be undefined themselves, so presence is checked by the index. */
function itemAt<T>(items: readonly T[], index: number): T {
  if (index < 0 || index >= items.length) throw new RangeError(`no item ${index} of ${items.length}`)
  return items[index] as T // the bounds were checked
}
