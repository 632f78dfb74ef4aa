import { describe, expect, test } from 'vitest'
import {
  emptyContext,
  oneOf,
  repeat,
  replay,
  run,
  runAsync,
  sequence,
  someOf,
  sometimes,
  type Context,
} from '../src/index.js'
import { testTransform } from '../src/testing/index.js'
import { add, addPartner, defineNumbersTransform, dropOne, numbersModality, type Numbers } from './numbers.js'

const saying = (message: string) => expect.objectContaining({ message })

const sample: Numbers = { id: 'one', values: [1, 2, 3], labels: [1, 2] }
const context: Context<Numbers> = {
  ...emptyContext,
  partners: ['b', 'c'],
  lookup: (id) => ({ id, values: [id === 'b' ? 10 : 100], labels: [] }),
}

testTransform(numbersModality, add, { samples: [sample], options: [{ amount: 3 }] })
testTransform(numbersModality, dropOne, { samples: [sample] })
testTransform(numbersModality, addPartner, { samples: [sample], context })

test('a transform applies what it drew and says so in the recipe', () => {
  const { sample: result, recipe } = run(add({ amount: 3 }), sample, { seed: 7 })
  expect(result.values).toEqual([4, 5, 6])
  expect(recipe).toEqual([{ name: 'add', drawn: { amount: 3 } }])
})

test('a dropped label is recorded', () => {
  const { recipe } = run(dropOne({ from: 2 }), { ...sample, values: [1, 2], labels: [2] }, { seed: 7 })
  expect(recipe).toEqual([
    { name: 'dropOne', drawn: { index: 2 }, dropped: [{ kind: 'label', id: 2, reason: 'its value was dropped' }] },
  ])
})

test('changing or adding a step leaves what the others draw', () => {
  const drawn = (steps: Parameters<typeof run<Numbers>>[0]) =>
    run(steps, sample, { seed: 7 }).recipe.filter(({ name }) => name === 'add')
  const alone = drawn([add()])
  expect(drawn([dropOne(), add()])).toEqual(alone)
  expect(drawn([add(), add()])[0]).toEqual(alone[0])
  expect(drawn([add({ id: 'new' }), add()])[1]).toEqual(alone[0])
})

test('copies, samples and seeds draw different numbers', () => {
  const drawn = (options: { seed: number; id?: string; copy?: number }) =>
    JSON.stringify(run(add(), sample, options).recipe)
  expect(
    new Set([drawn({ seed: 1 }), drawn({ seed: 2 }), drawn({ seed: 1, copy: 2 }), drawn({ seed: 1, id: 'two' })]).size,
  ).toBe(4)
})

test('steps that share draw the same numbers and decide alike', () => {
  for (let seed = 0; seed < 20; seed++) {
    const { recipe } = run([add({ share: 's', p: 0.5 }), sequence([add({ share: 's', p: 0.5 })])], sample, { seed })
    const inside = recipe.find(({ name }) => name === 'sequence')?.steps ?? []
    expect(inside).toEqual(recipe.filter(({ name }) => name === 'add'))
  }
})

test('what has to wait runs with runAsync, and run says so', async () => {
  expect(() => run(addPartner(), sample, { seed: 7, context })).toThrow(
    saying('numbers/addPartner has to wait for something from outside; use the async form (runAsync, replayAsync).'),
  )
  const { sample: result } = await runAsync(addPartner(), sample, { seed: 7, context })
  expect([11, 101]).toContain(result.values[0])
})

test('a missing seed or id is asked for', () => {
  expect(() => run(add(), { values: [], labels: [] }, { seed: 7 })).toThrow('Expected an id for the sample')
})

test('what is no seed, step, option or sample is refused by name', () => {
  // What JavaScript lets through.
  const call = run as (...given: readonly unknown[]) => unknown
  const make = (given: unknown) => (add as (given: unknown) => unknown)(given)
  const refused: readonly (readonly [() => unknown, string])[] = [
    [
      () => call(add(), sample),
      'Expected a seed, a whole number or a text; give it to run, e.g. run(steps, sample, { seed: 7 }). Received nothing.',
    ],
    [
      () => call(add(), sample, { seed: null }),
      'Expected a seed, a whole number or a text; give it to run, e.g. run(steps, sample, { seed: 7 }). Received null.',
    ],
    [
      () => call(add, sample, { seed: 7 }),
      'Expected a transform such as gamma({ gamma: 2 }) for run but step 0 is the definition of add; call it: add().',
    ],
    [
      () => call([add(), { add: {} }], sample, { seed: 7 }),
      'Expected a transform such as gamma({ gamma: 2 }) for run but step 1 is {"add":{}}; parsePipeline makes transforms of plain objects.',
    ],
    [
      () => call(undefined, sample, { seed: 7 }),
      'Expected a transform such as gamma({ gamma: 2 }) for run but step 0 is nothing.',
    ],
    [
      () => call(add(), sample, { seed: 7, cpoy: 2 }),
      'Unknown key "cpoy" in the options of run; the nearest right name is "copy" (it may have seed, id, copy, context).',
    ],
    [() => call(add(), undefined, { seed: 7 }), 'Expected a sample to run on but received nothing.'],
    [() => make(3), 'Expected options in braces for numbers/add but received 3.'],
    [() => make([]), 'Expected options in braces for numbers/add but received [].'],
    [() => make(add()), 'Expected options in braces for numbers/add but received the transform add.'],
    [() => make(null), 'Expected options in braces for numbers/add but received null.'],
    [
      () => (oneOf as (given: unknown) => unknown)(add()),
      'Expected a list of transforms for oneOf but received the transform add.',
    ],
    [
      () => (oneOf as (given: unknown) => unknown)([add]),
      'Expected a transform such as gamma({ gamma: 2 }) for oneOf but step 0 is the definition of add; call it: add().',
    ],
    [
      () => (replay as (...given: readonly unknown[]) => unknown)([], sample),
      'Expected the transforms that the recipe names; give them to replay, e.g. replay(recipe, sample, { transforms: [gamma] }). Received nothing.',
    ],
    [
      () => (replay as (...given: readonly unknown[]) => unknown)(undefined, sample, { transforms: [add] }),
      'Expected a recipe, a list of what was drawn, but received nothing.',
    ],
  ]
  for (const [work, message] of refused) expect(work).toThrow(saying(message))
})

test('a recipe of another form is refused, and says which form it has', () => {
  const second = defineNumbersTransform({
    name: 'second',
    doc: 'Draw in a second form.',
    changes: 'values',
    version: 2,
    options: {},
    draw: () => ({ amount: 1 }),
    steps: ({ amount }) => [{ add: amount }],
  })
  const { recipe } = run(second(), sample, { seed: 1 })
  expect(recipe).toEqual([{ name: 'second', version: 2, drawn: { amount: 1 } }])
  expect(replay(recipe, sample, { transforms: [second] }).values).toEqual([2, 3, 4])
  expect(() => replay([{ name: 'second', drawn: 3 }], sample, { transforms: [second] })).toThrow(
    saying(
      "The recipe's step second has the form 1, but this library draws and plays form 2; replay it with the version that made it.",
    ),
  )
})

test('a recipe of unknown transforms names the nearest right one', () => {
  expect(() => replay([{ name: 'adds', drawn: {} }], sample, { transforms: [add, dropOne] })).toThrow(
    saying('The recipe names "adds", which is not among the transforms given; the nearest right name is "add".'),
  )
})

describe('policies', () => {
  const names = (steps: Parameters<typeof run<Numbers>>[0], seed: number) =>
    JSON.stringify(run(steps, sample, { seed }).recipe)
  const many = (steps: Parameters<typeof run<Numbers>>[0]) =>
    Array.from({ length: 300 }, (_, seed) => names(steps, seed))
  const one = add({ amount: 1 })
  const two = add({ amount: 2 })

  test('oneOf takes each step as often as its weight says', () => {
    const chosen = many(oneOf([one, two], { weights: [3, 1] })).filter((text) => text.includes('"amount":1')).length
    expect(chosen).toBeGreaterThan(195)
    expect(chosen).toBeLessThan(255)
  })

  test('someOf takes different steps in the order given', () => {
    const results = new Set(many(someOf([one, two, add({ amount: 3 })], { count: 2 })))
    const expected = [
      [1, 2],
      [1, 3],
      [2, 3],
    ].map((amounts) =>
      JSON.stringify([{ name: 'someOf', steps: amounts.map((amount) => ({ name: 'add', drawn: { amount } })) }]),
    )
    expect([...results].sort()).toEqual(expected.sort())
  })

  test('sometimes takes all steps or none, half of the time', () => {
    const taken = many(sometimes([one, two])).filter((text) => text !== '[]')
    expect(taken.length).toBeGreaterThan(115)
    expect(taken.length).toBeLessThan(185)
    expect(new Set(taken).size).toBe(1)
  })

  test('repeat draws anew every time', () => {
    const { recipe } = run(repeat([add()], { times: 3 }), sample, { seed: 7 })
    const drawn = recipe[0]?.steps?.map(({ drawn }) => JSON.stringify(drawn))
    expect(new Set(drawn).size).toBe(3)
  })

  test('a nested recipe replays', () => {
    const policy = sequence([oneOf([add(), dropOne()]), repeat([someOf([add(), dropOne()])], { times: [0, 3] })])
    for (let seed = 0; seed < 50; seed++) {
      const { sample: result, recipe } = run(policy, sample, { seed })
      expect(replay(JSON.parse(JSON.stringify(recipe)), sample, { transforms: [add, dropOne] })).toEqual(result)
    }
  })

  test('options that do not fit the steps are refused', () => {
    expect(() => oneOf([one, two], { weights: [1] })).toThrow(
      saying('Expected 2 numbers, not all 0, for oneOf.weights but received [1].'),
    )
    expect(() => someOf([one], { count: 2 })).toThrow(
      saying('Expected at most 1, the number of steps, for someOf.count but received 2.'),
    )
    expect(() => sequence([])).toThrow(saying('Expected at least one step for sequence but received none.'))
    expect(() => sequence([one], { p: 2 })).toThrow(
      saying('Expected a number within [0, 1] for sequence.p but received 2.'),
    )
  })
})
