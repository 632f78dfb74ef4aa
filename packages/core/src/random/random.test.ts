import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom } from './index.js'

test('drawn values are a promise: they change only in a major version', () => {
  const random = createRandom(7).child('cats/001').child(2)
  expect([random.uint32(), random.uint32(), random.float(), random.normal(), random.integer([1, 6])])
    .toMatchInlineSnapshot(`
    [
      640508682,
      4245356498,
      0.684088654167518,
      0.26002329201417707,
      5,
    ]
  `)
  expect(random.child('image').key()).toMatchInlineSnapshot(`
    [
      595603448,
      2269859097,
    ]
  `)
})

test('a child depends on names alone, never on what was drawn', () => {
  const parent = createRandom('seed')
  const before = parent.child('a').float()
  parent.float()
  parent.child('b').float()
  expect(parent.child('a').float()).toBe(before)
})

test('streams of different names, and of the parts of a name, differ', () => {
  const names = ['a', 'b', 'ab', 'a b', '', 'aaaaaaaa', 'aaaaaaaaa', 'aaaaaaaa\0', 'ä', '1', '11']
  const root = createRandom(1)
  const firsts = new Set([
    ...names.map((name) => root.child(name).uint32()),
    root.uint32(),
    root.child('a').child('b').uint32(),
  ])
  expect(firsts.size).toBe(names.length + 2)
})

test('a seed that is not a whole number is refused', () => {
  expect(() => createRandom(0.5)).toThrow('Expected a whole number or a text as seed but received 0.5.')
})

test('integers stay within both ends and selections keep their items', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: -1000, max: 1000 }), fc.nat(5000), (seed, low, span) => {
      const random = createRandom(seed)
      const value = random.integer([low, low + span])
      const items = Array.from({ length: (span % 20) + 1 }, (_, index) => index)
      const count = random.integer([0, items.length])
      const drawn = random.sample(items, count)
      return (
        Number.isInteger(value) &&
        value >= low &&
        value <= low + span &&
        new Set(drawn).size === count &&
        random
          .shuffle(items)
          .toSorted((a, b) => a - b)
          .join() === items.join() &&
        items.includes(random.choice(items))
      )
    }),
  )
})

const N = 20_000
// The Kolmogorov-Smirnov statistic times sqrt(N) lies below 1.95 with a chance of 0.999; the seeds are fixed.
const distance = (values: number[], cumulative: (x: number) => number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  let most = 0
  for (const [index, value] of sorted.entries()) {
    const expected = cumulative(value)
    most = Math.max(most, Math.abs(expected - index / N), Math.abs(expected - (index + 1) / N))
  }
  return most * Math.sqrt(N)
}
const many = (name: string, draw: (random: ReturnType<typeof createRandom>) => number): number[] => {
  const random = createRandom('statistics').child(name)
  return Array.from({ length: N }, () => draw(random))
}
// Abramowitz and Stegun 7.1.26, within 1.5e-7.
const normalCumulative = (x: number): number => {
  const t = 1 / (1 + (0.3275911 * Math.abs(x)) / Math.SQRT2)
  const terms = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429]
  const erf = 1 - terms.reduceRight((sum, term) => (sum + term) * t, 0) * Math.exp((-x * x) / 2)
  return x < 0 ? (1 - erf) / 2 : (1 + erf) / 2
}

describe('distributions follow their law (Kolmogorov-Smirnov)', () => {
  const limit = 1.95
  test('uniform', () =>
    expect(
      distance(
        many('u', (r) => r.uniform([2, 5])),
        (x) => (x - 2) / 3,
      ),
    ).toBeLessThan(limit))
  test('normal', () =>
    expect(
      distance(
        many('n', (r) => r.normal(3, 2)),
        (x) => normalCumulative((x - 3) / 2),
      ),
    ).toBeLessThan(limit))
  test('cauchy', () =>
    expect(
      distance(
        many('c', (r) => r.cauchy(1, 2)),
        (x) => 0.5 + Math.atan((x - 1) / 2) / Math.PI,
      ),
    ).toBeLessThan(limit))
  test('gamma of shape 1 is exponential', () =>
    expect(
      distance(
        many('g', (r) => r.gamma(1, 2)),
        (x) => 1 - Math.exp(-x / 2),
      ),
    ).toBeLessThan(limit))
  test('gamma of shape 1/2 is a squared normal, halved', () =>
    expect(
      distance(
        many('h', (r) => r.gamma(0.5)),
        (x) => 2 * normalCumulative(Math.sqrt(2 * x)) - 1,
      ),
    ).toBeLessThan(limit))
  test('beta(2, 1) has the square as its distribution function', () =>
    expect(
      distance(
        many('b', (r) => r.beta(2, 1)),
        (x) => x * x,
      ),
    ).toBeLessThan(limit))
  test.each([
    ['around the mean', -0.5, 3],
    ['a short range', -0.2, 0.4],
    ['the upper tail', 2, 9],
    ['the lower tail', -9, -2],
  ])('truncated normal: %s', (name, low, high) => {
    const [from, to] = [normalCumulative(low), normalCumulative(high)]
    const values = many(`t${name}`, (r) => r.truncatedNormal(0, 1, [low, high]))
    expect(Math.min(...values)).toBeGreaterThanOrEqual(low)
    expect(Math.max(...values)).toBeLessThanOrEqual(high)
    expect(distance(values, (x) => (normalCumulative(x) - from) / (to - from))).toBeLessThan(limit)
  })
})

describe('counts follow their law (chi-square)', () => {
  /** The chi-square statistic less its mean, in its own standard deviations. */
  const excess = (values: number[], probabilities: number[]): number => {
    const counts = probabilities.map((_, index) => values.filter((value) => value === index).length)
    const statistic = probabilities.reduce((sum, p, index) => sum + ((counts[index] ?? 0) - N * p) ** 2 / (N * p), 0)
    const freedom = probabilities.length - 1
    return (statistic - freedom) / Math.sqrt(2 * freedom)
  }
  const poissonShares = (mean: number, count: number) => {
    const shares = [Math.exp(-mean)]
    for (let k = 1; k < count; k++) shares.push(((shares[k - 1] ?? 0) * mean) / k)
    return shares
  }
  test('dice', () =>
    expect(
      excess(
        many('d', (r) => r.integer([0, 5])),
        Array.from({ length: 6 }, () => 1 / 6),
      ),
    ).toBeLessThan(4))
  test('bytes', () =>
    expect(
      excess(
        many('8', (r) => r.uint32() & 255),
        Array.from({ length: 256 }, () => 1 / 256),
      ),
    ).toBeLessThan(4))
  test('weighted choice', () =>
    expect(
      excess(
        many('w', (r) => r.weightedChoice([0, 1, 2, 3], [1, 0.5, 2.5, 1])),
        [0.2, 0.1, 0.5, 0.2],
      ),
    ).toBeLessThan(4))
  test('a small poisson', () =>
    expect(
      excess(
        many('p', (r) => r.poisson(3)),
        poissonShares(3, 10),
      ),
    ).toBeLessThan(4))
  test('a large poisson', () => {
    const shares = poissonShares(40, 65)
    const middle = many('q', (r) => r.poisson(40)).map((value) => value - 20)
    expect(excess(middle, shares.slice(20, 61))).toBeLessThan(4)
  })
  test('chance', () =>
    expect(
      excess(
        many('y', (r) => (r.chance(0.3) ? 0 : 1)),
        [0.3, 0.7],
      ),
    ).toBeLessThan(4))
})

test('a stream opened at a position goes on as the whole stream does there', () => {
  const whole = createRandom(3).child('noise')
  const words = Array.from({ length: 12 }, () => whole.uint32())
  for (const position of [0, 1, 4, 7]) {
    const later = createRandom(3).child('noise').from(position)
    expect(Array.from({ length: 4 }, () => later.uint32())).toEqual(words.slice(position, position + 4))
  }
})
