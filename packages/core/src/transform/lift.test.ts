import { expect, test } from 'vitest'
import { add, addPartner, defineNumbersTransform, dropOne, type Numbers } from '../../test/numbers.js'
import { emptyContext, lift, oneOf, replay, run, runAsync, type Context, type Lens } from '../index.js'

/** Several lists of numbers, a second apart: the smallest modality with parts. */
interface Rows {
  readonly id?: string
  readonly rows: readonly Numbers[]
}

const lens: Lens<Rows, Numbers> = {
  modality: 'rows',
  part: ({ rows }, at, reads) =>
    reads ? (rows[at] ?? { values: [], labels: [] }) : { values: rows[at]?.values.map(() => 0) ?? [], labels: [] },
  times: ({ rows }) => [...rows.keys()],
  context: (context, at) => ({
    ...context,
    lookup(id) {
      const seen = ({ rows }: Rows): Numbers => rows[at] ?? { values: [], labels: [] }
      const found = context.lookup(id)
      return found instanceof Promise ? found.then(seen) : seen(found)
    },
  }),
  transforms: [],
  apply: (sample, { at, transforms }, context) => ({
    sample: {
      ...sample,
      rows: sample.rows.map((row, index) =>
        replay(at(index), row, { transforms, context: lens.context(context, index, true) }),
      ),
    },
    dropped: [],
  }),
}

const sample: Rows = { id: 'r', rows: [0, 10, 20, 30, 40].map((value) => ({ values: [value], labels: [] })) }
const values = ({ rows }: Rows) => rows.map((row) => row.values[0])
const lifted = lift(add, lens)
const done = (options: Parameters<typeof lifted.configure>[0], seed = 1) =>
  run(lifted.configure(options), sample, { seed })

test('one draw serves the whole, and its recipe is the inner one', () => {
  const { sample: result, recipe } = done({ amount: 3 })
  expect(values(result)).toEqual([3, 13, 23, 33, 43])
  expect(recipe).toEqual([{ name: 'add', drawn: { amount: 3 } }])
})

test('every part draws anew, the first as the whole would', () => {
  const whole = done({ amount: [1, 5] })
  const { sample: result, recipe } = done({ amount: [1, 5], vary: 'part' })
  const added = values(result).map((value, index) => (value ?? 0) - index * 10)
  expect(added[0]).toBe(values(whole.sample)[0])
  expect(new Set(added).size).toBe(5)
  expect(replay(JSON.parse(JSON.stringify(recipe)), sample, { transforms: [lifted] })).toEqual(result)
})

test('on a path, what is drawn lies on a straight line between draws that are a period apart', () => {
  const { sample: result, recipe } = done({ amount: [1, 5], vary: 'path', period: 2 })
  const amounts = recipe[0]?.keys?.map(({ step }) => (step.drawn as { amount: number }).amount) ?? []
  expect(recipe[0]?.keys?.map(({ at }) => at)).toEqual([0, 2, 4])
  const [a = 0, b = 0, c = 0] = amounts
  expect(values(result).map((value, index) => (value ?? 0) - index * 10)).toEqual([
    expect.closeTo(a),
    expect.closeTo((a + b) / 2),
    expect.closeTo(b),
    expect.closeTo((b + c) / 2),
    expect.closeTo(c),
  ])
  expect(replay(JSON.parse(JSON.stringify(recipe)), sample, { transforms: [lifted] })).toEqual(result)
})

test('a draw sees the data where it reads them, and sizes alone where it does not', () => {
  const addOwn = (reads: boolean) =>
    defineNumbersTransform({
      name: 'addOwn',
      doc: 'Add its own first value.',
      changes: 'values',
      ...(reads ? { reads: 'data' as const } : {}),
      options: {},
      draw: (_random, _options, { values: [first = 0] }) => ({ first }),
      steps: ({ first }) => [{ add: first + 1 }],
    })
  const later: Rows = { id: 'l', rows: sample.rows.slice(1) }
  const first = (reads: boolean) =>
    run(lift(addOwn(reads), lens).configure({}), later, { seed: 1 }).sample.rows[0]?.values
  expect([first(true), first(false)]).toEqual([[21], [11]])
})

test('partners of the whole are seen part by part', async () => {
  const other: Rows = { id: 'o', rows: [1, 2, 3, 4, 5].map((value) => ({ values: [value], labels: [] })) }
  const context: Context<Rows> = { ...emptyContext, partners: ['o'], lookup: async () => other }
  const { sample: result } = await runAsync(lift(addPartner, lens).configure({}), sample, { seed: 1, context })
  expect(values(result)).toEqual([1, 12, 23, 34, 45])
})

test('policies choose among lifted steps, and options beyond the inner ones are refused by name', () => {
  const { recipe } = run(oneOf([lifted.configure({ amount: 2 }), lift(dropOne, lens).configure({})]), sample, {
    seed: 3,
  })
  expect(recipe[0]?.name).toBe('oneOf')
  expect(() => lifted.configure({ vary: 'frame' })).toThrow(
    'Expected one of whole, part, path for rows/add.vary but received "frame".',
  )
  expect(() => lifted.configure({ amuont: 1 })).toThrow('Unknown option "amuont"')
})
