import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { augment, hashes, policy, samples, variegate } from './job.js'

let folder = ''
let expected: Record<string, string> = {}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'variegate-equality-'))
  const { code, said } = await augment(join(folder, 'one'), ['--workers', '1'])
  expect(code, said).toBe(0)
  expected = await hashes(join(folder, 'one'))
})
afterAll(() => rm(folder, { recursive: true }))

test('the sample dataset has every modality, and every output is there', async () => {
  const manifest = (await readFile(join(folder, 'one/manifest.jsonl'), 'utf8')).trim().split('\n')
  expect(manifest).toHaveLength(88)
  for (const name of [
    'images/instances.json',
    'entities.jsonl',
    'messages.csv',
    'speech/events.csv',
    'sensors/intervals.csv',
    'activities.csv',
    'clips/tracks.csv',
    'report.html',
    'errors.jsonl',
  ]) {
    expect(Object.keys(expected)).toContain(name)
  }
  expect(Object.keys(expected).filter((name) => name.endsWith('.part') || name.startsWith('.variegate'))).toEqual([])
})

test('three workers write the same files as one', async () => {
  const { code, said } = await augment(join(folder, 'three'), ['--workers', '3'])
  expect(code, said).toBe(0)
  expect(await hashes(join(folder, 'three'))).toEqual(expected)
})

test('three shards into one folder write the same files as one run', async () => {
  const output = join(folder, 'shards')
  for (const shard of ['2/3', '3/3', '1/3']) {
    const { code, said } = await augment(output, ['--workers', '2', '--shard', shard])
    expect(code, said).toBe(0)
  }
  expect(await hashes(output)).toEqual(expected)
})

test('shards that begin and end together join once', async () => {
  const output = join(folder, 'together')
  const shards = ['1/4', '2/4', '3/4', '4/4']
  const ended = await Promise.all(shards.map((shard) => augment(output, ['--workers', '1', '--shard', shard])))
  for (const { code, said } of ended) expect(code, said).toBe(0)
  expect(await hashes(output)).toEqual(expected)
})

test('a run that is killed again and again ends with the same files', async () => {
  const output = join(folder, 'killed')
  // Kills fall into the start, the work of every modality, and the end.
  for (const after of [300, 900, 1300, 1700, 2100, 2600, 3200]) await augment(output, ['--workers', '2'], after)
  const { code, said } = await augment(output, ['--workers', '2'])
  expect(code, said).toBe(0)
  expect(await hashes(output)).toEqual(expected)
})

test('Ctrl-C stops cleanly, says how to go on, and the run goes on to the same files', async () => {
  const output = join(folder, 'stopped')
  const args = [
    'augment',
    samples,
    '--out',
    output,
    '--policy',
    policy,
    '--copies',
    '2',
    '--seed',
    '7',
    '--workers',
    '1',
  ]
  const stopped = await variegate(args, 1200, 'SIGINT')
  if (stopped.code === 130) expect(stopped.said).toContain('the same command goes on from here')
  await variegate(args)
  expect(await hashes(output)).toEqual(expected)
})

test('every output can be made again from its line alone', async () => {
  const manifest = (await readFile(join(folder, 'one/manifest.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { output: string; id: string })
  const kinds = [
    'images/images/',
    'entities.jsonl',
    'messages.csv',
    'activities.csv',
    'sensors/',
    'speech/',
    'clips/',
    'photos/',
  ]
  for (const kind of kinds) {
    const line = manifest.findLast(({ output }) => output.startsWith(kind))
    const { code, said } = await variegate([
      'replay',
      samples,
      '--manifest',
      join(folder, 'one/manifest.jsonl'),
      '--policy',
      policy,
      '--output',
      line?.output ?? '',
    ])
    expect(said).toContain('the same bytes')
    expect(code).toBe(0)
  }
})

test('another seed makes other files, and a finished folder is not another job', async () => {
  const again = await augment(join(folder, 'one'))
  expect(again.said).toContain('Already complete')
  const other = await variegate([
    'augment',
    samples,
    '--out',
    join(folder, 'one'),
    '--policy',
    policy,
    '--copies',
    '2',
    '--seed',
    '8',
  ])
  expect(other.code).toBe(2)
  expect(other.said).toContain('belongs to a job with another policy, seed, number of copies or dataset')
})
