import fc from 'fast-check'
import { expect, test } from 'vitest'
import { oneOf, run, sometimes } from '../src/index.js'
import { formatPipeline, modalitiesOf, parsePipeline, pipelineSchema, pipelineToJson } from '../src/pipeline/index.js'
import { add, dropOne } from './numbers.js'

const saying = (message: string) => expect.objectContaining({ message })

const packages = { numbers: [add, dropOne], words: [] }
const yaml = `# comments are welcome
version: 1
numbers:
  - add: { amount: [1, 2], p: 0.5, id: first }
  - dropOne
  - oneOf:
      - plus: { amount: 4 }
      - dropOne: { from: 1 }
  - sometimes: { p: 0.25, steps: [add: {}] }
`

test('the same pipeline is written in code, JSON and YAML', () => {
  const fromYaml = parsePipeline(yaml, { packages })
  const inCode = {
    numbers: [
      add({ amount: [1, 2], p: 0.5, id: 'first' }),
      dropOne(),
      oneOf([add({ amount: 4 }), dropOne({ from: 1 })]),
      sometimes([add({})], { p: 0.25 }),
    ],
  }
  expect(pipelineToJson(fromYaml)).toEqual(pipelineToJson(inCode))
  const text = JSON.stringify(pipelineToJson(fromYaml))
  expect(JSON.stringify(pipelineToJson(parsePipeline(text, { packages })))).toBe(text)
  expect(pipelineToJson(parsePipeline(formatPipeline(fromYaml), { packages }))).toEqual(pipelineToJson(fromYaml))
})

test('any pipeline survives the trip through YAML and JSON, and draws the same', () => {
  const step = fc.oneof(
    fc
      .record({ amount: fc.integer({ min: -100, max: 100 }), p: fc.constantFrom(0.25, 1) })
      .map((options) => add(options)),
    fc.record({ from: fc.nat(9) }).map((options) => dropOne(options)),
  )
  const steps = fc.array(
    fc.oneof(
      step,
      fc.array(step, { minLength: 1, maxLength: 3 }).map((some) => oneOf(some)),
    ),
    { maxLength: 4 },
  )
  fc.assert(
    fc.property(steps, fc.integer(), (numbers, seed) => {
      const read = parsePipeline(formatPipeline({ numbers }), { packages })
      expect(pipelineToJson(read)).toEqual(pipelineToJson({ numbers }))
      const sample = { id: 'x', values: [1, 2, 3], labels: [] }
      expect(run(read.numbers ?? [], sample, { seed })).toEqual(run(numbers, sample, { seed }))
    }),
  )
})

test.each([
  ['numbers:\n  - ad: {}', 'policy.yaml:2:5: Unknown transform "ad" for numbers; the nearest right name is "add".'],
  [
    'numbers:\n  - add: { amount: 500 }',
    'policy.yaml:2:20: Expected a number or a [low, high] pair within [-100, 100] for numbers/add.amount but received 500.',
  ],
  [
    'numbers:\n  - add: { amuont: 5 }',
    'policy.yaml:2:20: Unknown option "amuont" for numbers/add; the nearest right name is "amount" (it has amount, p, id, share).',
  ],
  [
    'numbers:\n  - oneOf:\n      - dropOne: { from: x }',
    'policy.yaml:3:26: Expected a whole number within [0, 100] for numbers/dropOne.from but received "x".',
  ],
  [
    'number:\n  - add',
    'policy.yaml:1:1: Unknown modality "number"; the nearest right name is "numbers" (it may be numbers, words).',
  ],
  ['words:\n  - add', 'policy.yaml:2:5: Unknown transform "add" for words; it is a transform of numbers.'],
  ['version: 2', 'policy.yaml:1:10: Expected version 1 but received 2.'],
  ['numbers: 5', 'policy.yaml:1:10: Expected a list of steps but received 5.'],
  [
    'numbers:\n  - add: {}\n    dropOne: {}',
    'policy.yaml:2:5: Expected one step, a name or "name: { options }", but received {"add":{},"dropOne":{}}.',
  ],
  ['', 'policy.yaml:1:1: Expected a policy with a list of steps for each modality (numbers, words) but received null.'],
])('a mistake is named with its place: %j', (text, message) => {
  expect(() => parsePipeline(text, { packages, file: 'policy.yaml' })).toThrow(saying(message))
})

test('broken YAML and a bomb of aliases are refused with the file named', () => {
  expect(() => parsePipeline('numbers: [', { packages, file: 'p.yaml' })).toThrow(/^p\.yaml:1:\d+: /)
  const bomb = [
    'a: &a [1,1,1,1,1,1,1,1,1]',
    ...'bcdefgh'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`).join()}]`),
  ]
  expect(() => parsePipeline(bomb.join('\n'), { packages, file: 'p.yaml' })).toThrow(/^p\.yaml: /)
})

test('a policy that is nested too deep is refused before anything of it ends the stack', () => {
  const nested = (levels: number) => `{"numbers":[${'{"oneOf":['.repeat(levels)}"add"${']}'.repeat(levels)}]}`
  expect(Object.keys(parsePipeline(nested(20), { packages }))).toEqual(['numbers'])
  expect(() => parsePipeline(nested(90), { packages, file: 'p.yaml' })).toThrow(
    'Expected steps within at most 32 policies but they are nested deeper.',
  )
  const tooDeep = saying('p.yaml:1: Expected a policy of at most 200 levels but it is nested deeper here.')
  for (const levels of [900, 50_000]) {
    expect(() => parsePipeline(nested(levels), { packages, file: 'p.yaml' })).toThrow(tooDeep)
    expect(modalitiesOf(nested(levels))).toEqual([])
  }
  expect(() => parsePipeline(`numbers: ${'- '.repeat(100_000)}add`, { packages, file: 'p.yaml' })).toThrow(
    /^p\.yaml:1:/,
  )
  expect(() => parsePipeline(`numbers:\n${'- '.repeat(100_000)}add`, { packages, file: 'p.yaml' })).toThrow(
    saying('p.yaml:2: Expected a policy of at most 200 levels but it is nested deeper here.'),
  )
  expect(() => parsePipeline(`numbers:\n${'? '.repeat(100_000)}add`, { packages, file: 'p.yaml' })).toThrow(
    /^p\.yaml:2: /,
  )
})

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('the key %s is an unknown modality', (key) => {
  for (const text of [`${key}: []`, `{"${key}": ["add"]}`]) {
    expect(() => parsePipeline(text, { packages })).toThrow(`Unknown modality "${key}"`)
    expect(() => parsePipeline(JSON.parse(`{"${key}": ["add"]}`), { packages })).toThrow(`Unknown modality "${key}"`)
  }
})

test('the JSON Schema lists every transform with its options', () => {
  const text = JSON.stringify(pipelineSchema(packages))
  expect(text).toContain('"amount":{"anyOf":[{"type":"number","minimum":-100,"maximum":100}')
  expect(text).toContain('"plus"')
  expect(text).toContain('"oneOf"')
})

test('the JSON Schema says what several transforms share once, and every reference leads somewhere', () => {
  const schema = pipelineSchema(packages)
  const text = JSON.stringify(schema)
  expect(text.split('"The chance to apply."')).toHaveLength(2)
  const names = Object.keys(schema.$defs ?? {})
  const references = [...text.matchAll(/"#\/\$defs\/([^"]+)"/g)].map(([, name]) => name)
  expect(references).toContain('option.p')
  for (const name of references) expect(names).toContain(name)
})
