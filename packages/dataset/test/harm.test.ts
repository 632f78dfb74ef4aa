import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root, variegate } from './job.js'

let folder = ''
let input = ''
let use = ''
let policy = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'variegate-harm-'))
  input = join(folder, 'in')
  await mkdir(input)
  const texts = ['one', 'two', 'loops', 'three', 'exits', 'four', 'throws later', 'five', 'waits', 'six']
  await writeFile(join(input, 'texts.jsonl'), texts.map((text) => `${JSON.stringify({ text })}\n`).join(''))
  use = join(folder, 'harm.mjs')
  const core = JSON.stringify(join(root, 'packages/text/dist/index.js'))
  await writeFile(
    use,
    `import { defineTextTransform } from ${core}
import { VariegateError } from ${JSON.stringify(join(root, 'packages/core/dist/index.js'))}
import { existsSync, readFileSync } from 'node:fs'
let calls = 0
export const harm = defineTextTransform({
  name: 'harm', doc: 'Does what texts say.', changes: 'values', options: {},
  async draw(random, options, sample) {
    const { text } = sample
    if (text === 'loops') for (;;) {}
    if (text === 'is stuck') readFileSync(${JSON.stringify(join(folder, 'pipe'))})
    if (text === 'exits') process.exit(3)
    if (text === 'throws later') {
      setTimeout(() => { throw new Error('too late') })
      await new Promise(() => {})
    }
    if (text === 'waits') await new Promise(() => {})
    if (text === 'loops at copy 2' && calls++ === 1) for (;;) {}
    if (text === 'says no space left on device')
      throw new VariegateError('Expected a number but received "no space left on device".')
    if (text === 'crashes') process.kill(process.pid, 'SIGKILL')
    if (text === 'full disk' && !existsSync(${JSON.stringify(join(folder, 'mended'))}))
      throw new Error('A library says so.', { cause: Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }) })
    return {}
  },
  steps: () => [],
})
`,
  )
  policy = join(folder, 'policy.yaml')
  await writeFile(policy, 'text:\n  - harm: {}\n')
})
afterAll(() => rm(folder, { recursive: true }))

const run = (output: string, more: readonly string[] = [], from = input) =>
  variegate(['augment', from, '--out', join(folder, output), '--policy', policy, '--use', use, ...more])

const errorsOf = async (output: string) =>
  (await readFile(join(folder, output), 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { id: string; reason: string })

async function texts(name: string, said: readonly string[]): Promise<string> {
  const place = join(folder, name)
  await mkdir(place)
  await writeFile(join(place, 'texts.jsonl'), said.map((text) => `${JSON.stringify({ text })}\n`).join(''))
  return place
}

test('a sample that loops, waits for ever, ends its thread or throws later is recorded, and the job goes on', async () => {
  const { code, said } = await run('out', ['--timeout', '1', '--workers', '2'])
  expect(code, said).toBe(0)
  const late = 'Nothing came of it within the time limit of 1 s; a longer --timeout gives it more.'
  expect(await errorsOf('out/errors.jsonl')).toEqual([
    { id: 'texts.jsonl:3', reason: late },
    { id: 'texts.jsonl:5', reason: 'The worker failed: it ended with exit code 3.' },
    { id: 'texts.jsonl:7', reason: 'The worker failed: too late.' },
    { id: 'texts.jsonl:9', reason: late },
  ])
  expect(await readFile(join(folder, 'out/texts.jsonl'), 'utf8')).toBe(
    ['one', 'two', 'three', 'four', 'five', 'six'].map((text) => `${JSON.stringify({ text })}\n`).join(''),
  )
})

test('what was made of a sample before one of its copies hung is kept and recorded', async () => {
  const place = await texts('second', ['loops at copy 2', 'one'])
  const { code, said } = await run('second-out', ['--timeout', '1', '--copies', '3', '--originals'], place)
  expect(code, said).toBe(0)
  const lines = (await readFile(join(folder, 'second-out/manifest.jsonl'), 'utf8')).trim().split('\n')
  const made = lines.map((line) => JSON.parse(line) as { id: string; copy: number })
  expect(made.map(({ id, copy }) => `${id} ${copy}`)).toEqual([
    'texts.jsonl:1 0',
    'texts.jsonl:1 1',
    'texts.jsonl:2 0',
    'texts.jsonl:2 1',
    'texts.jsonl:2 2',
    'texts.jsonl:2 3',
  ])
  expect((await errorsOf('second-out/errors.jsonl')).map(({ id }) => id)).toEqual(['texts.jsonl:1'])
})

test('a sample that ends the whole process is tried once more in a process of its own, recorded and skipped', async () => {
  const place = await texts('crash', ['one', 'two', 'crashes', 'three', 'crashes', 'four'])
  const args = ['--workers', '1']
  const first = await run('crash-out', args, place)
  expect(first.code).toBeNull()
  const second = await run('crash-out', args, place)
  // The second such sample ends the process of the second run.
  expect(second.code).toBeNull()
  const third = await run('crash-out', args, place)
  expect(third.code, third.said).toBe(0)
  const reason = 'The worker failed: it ended by SIGKILL.'
  expect(await errorsOf('crash-out/errors.jsonl')).toEqual([
    { id: 'texts.jsonl:3', reason },
    { id: 'texts.jsonl:5', reason },
  ])
  expect((await readFile(join(folder, 'crash-out/texts.jsonl'), 'utf8')).trim().split('\n')).toHaveLength(4)
})

test('a full disk stops the job, is recorded for no sample, and the next run goes on', async () => {
  const place = await texts('full', ['one', 'full disk', 'two'])
  const first = await run('full-out', [], place)
  expect(first.code).toBe(2)
  expect(first.said).toContain(
    "variegate: The job stopped: no space is left on the disk (ENOSPC: no space left on device, write). That is no sample's fault, and none is recorded; mend it and run the same command again, which goes on from here.\n",
  )
  await writeFile(join(folder, 'mended'), '')
  const second = await run('full-out', [], place)
  expect(second.code, second.said).toBe(0)
  expect(await readFile(join(folder, 'full-out/errors.jsonl'), 'utf8')).toBe('')
  expect((await readFile(join(folder, 'full-out/manifest.jsonl'), 'utf8')).trim().split('\n')).toHaveLength(3)
})

test("what stands in a sample's text is no fault of the machine", async () => {
  const place = await texts('quoted', ['one', 'says no space left on device'])
  const { code, said } = await run('quoted-out', [], place)
  expect(code, said).toBe(0)
  expect(await errorsOf('quoted-out/errors.jsonl')).toEqual([
    { id: 'texts.jsonl:2 (copy 1)', reason: expect.stringContaining('received "no space left on device"') },
  ])
})

test.runIf(process.platform === 'linux')(
  'a sample that is stuck in native code keeps no job from its end, and the next run says that it is complete',
  async () => {
    spawnSync('mkfifo', [join(folder, 'pipe')])
    const place = await texts('stuck', ['one', 'is stuck', 'two'])
    const first = await run('stuck-out', ['--timeout', '1'], place)
    expect(first.code).toBeNull()
    expect(first.said).toContain('Wrote 2 outputs')
    expect(first.said).toContain('is stuck in native code, so this process has to kill itself')
    const second = await run('stuck-out', ['--timeout', '1'], place)
    expect(second.code, second.said).toBe(0)
    expect(second.said).toContain('Already complete')
  },
)
