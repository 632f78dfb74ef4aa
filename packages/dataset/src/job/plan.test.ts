import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makePlan, saySplit } from './plan.js'
import { parseMixedClasses, parseSplits, type JobSettings } from './settings.js'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'variegate-plan-'))
  const rows = (count: number) => '{"text": "Hello there"}\n'.repeat(count)
  for (const [path, content] of Object.entries({
    'all/a.train.jsonl': rows(3),
    'all/a.val.jsonl': rows(2),
    'all/a.test.jsonl': rows(4),
    'all/more.jsonl': rows(5),
    'held-out/dev.jsonl': rows(2),
    'held-out/test.jsonl': rows(1),
  })) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
})
afterAll(() => rm(folder, { recursive: true }))

const settings = (more: Partial<JobSettings>, input = 'all'): JobSettings => ({
  input: join(folder, input),
  output: join(folder, 'out'),
  policyText: 'text: [randomSwap]',
  policyFile: join(folder, 'policy.yaml'),
  copies: 2,
  seed: 0,
  workers: 1,
  timeoutSeconds: 300,
  shard: { index: 1, count: 1 },
  originals: false,
  use: [],
  translators: {},
  ...more,
})

/** How many samples of each file are made how many copies of, and what is said of splits. */
async function planned(more: Partial<JobSettings>) {
  const { tasks, splits } = await makePlan(settings(more))
  const counts: Record<string, number> = {}
  for (const { source, copies } of tasks) {
    const key = `${source.root} x${copies}`
    counts[key] = (counts[key] ?? 0) + 1
  }
  return { counts, said: [...splits.values()].flat().map(saySplit) }
}

test('only train is augmented, and what names no split', async () => {
  expect(await planned({})).toEqual({
    counts: { 'a.train.jsonl x2': 3, 'more.jsonl x2': 5 },
    said: ['4 of test left out', '3 of train augmented', '2 of val left out'],
  })
})

test('other splits pass through with the originals', async () => {
  expect(await planned({ originals: true })).toEqual({
    counts: { 'a.test.jsonl x0': 4, 'a.train.jsonl x2': 3, 'a.val.jsonl x0': 2, 'more.jsonl x2': 5 },
    said: ['4 of test written as they came', '3 of train augmented', '2 of val written as they came'],
  })
})

test('splits that are asked for are augmented', async () => {
  expect((await planned({ splits: ['val', 'test'] })).counts).toEqual({
    'a.test.jsonl x2': 4,
    'a.val.jsonl x2': 2,
    'more.jsonl x2': 5,
  })
})

test('a job that would make nothing says why', async () => {
  await expect(makePlan(settings({}, 'held-out'))).rejects.toThrow(
    'Expected samples of train, or of no split, which are the ones that are augmented, but there are only 2 of val, 1 of test; --splits val,test augments them, and --originals writes them as they came.',
  )
})

test('other splits, and another rule for mixed classes, are another job', async () => {
  const facts = async (more: Partial<JobSettings>) => (await makePlan(settings(more))).facts
  expect(await facts({ splits: ['train'], mixedClasses: 'record' })).toBe(await facts({}))
  expect(await facts({ splits: ['train', 'val'] })).not.toBe(await facts({}))
  expect(await facts({ mixedClasses: 'refuse' })).not.toBe(await facts({}))
})

test('splits are read in any of their words', () => {
  expect(parseSplits('validation, TRAIN')).toEqual(['train', 'val'])
  expect(() => parseSplits('train,extra')).toThrow(
    'Expected splits such as train,val (they may be train, val, test) but received "train,extra".',
  )
  expect(() => parseSplits('')).toThrow('but received "".')
  expect(() => parseMixedClasses('keep')).toThrow('Expected record or refuse for mixed classes but received "keep".')
})
