import { spawnSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashes, variegate } from './job.js'

let folder = ''
let input = ''
let policy = ''
let expected: Record<string, string> = {}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'variegate-ends-'))
  input = join(folder, 'in')
  await mkdir(input)
  await writeFile(join(input, 'texts.jsonl'), lines(6))
  policy = join(folder, 'policy.yaml')
  await writeFile(policy, 'text:\n  - randomDeletion: { fraction: 0.5 }\n')
  const { code, said } = await run('one')
  expect(code, said).toBe(0)
  expected = await hashes(join(folder, 'one'))
})
afterAll(() => rm(folder, { recursive: true }))

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => `{"text":"this is text number ${index}"}\n`).join('')
const run = (output: string, more: readonly string[] = [], from = input) =>
  variegate(['augment', from, '--out', join(folder, output), '--policy', policy, '--workers', '1', ...more])

/** A job of two parts whose samples are all done, but that nobody joined. */
async function unjoined(output: string): Promise<string> {
  await run(output, ['--shard', '1/2'])
  const work = join(folder, output, '.variegate')
  const kept = await readFile(join(work, 'journal-1-of-2.jsonl'))
  await run(output, ['--shard', '2/2'])
  const manifest = (await readFile(join(folder, output, 'manifest.jsonl'), 'utf8')).trim().split('\n')
  expect(manifest).toHaveLength(6)
  // As it was before the last part was joined: its journal is made again from the outputs of a second such run.
  await rm(join(folder, output), { recursive: true })
  await run(output, ['--shard', '2/2'])
  await writeFile(join(work, 'journal-1-of-2.jsonl'), kept)
  return work
}

test('parts that wait say that the whole is not complete', async () => {
  const { code, said } = await run('parts', ['--shard', '2/3'])
  expect(code).toBe(0)
  expect(said).toContain(
    'Part 2/3 is done. The whole is NOT complete: the last part to end joins them, and these are missing: 1/3, 3/3.\n',
  )
  expect(said).not.toContain('Report:')
})

test('a stale lock, empty or of another host, keeps nobody from joining', async () => {
  const work = await unjoined('stale')
  await mkdir(join(work, 'locks'))
  await writeFile(join(work, 'locks/joining-1'), '')
  const long = new Date(Date.now() - 3_600_000)
  await utimes(join(work, 'locks/joining-1'), long, long)
  const { code, said } = await run('stale', ['--shard', '1/2'])
  expect(code, said).toBe(0)
  expect(await hashes(join(folder, 'stale'))).toEqual(expected)
})

test('a process that meets a live lock says who has it, waits, and may be stopped', async () => {
  const work = await unjoined('live')
  await mkdir(join(work, 'locks'))
  const holder = '{"host":"elsewhere","boot":"","space":"","pid":17,"started":"1"}'
  await writeFile(join(work, 'locks/joining-1'), holder)
  const args = ['augment', input, '--out', join(folder, 'live'), '--policy', policy, '--shard', '1/2']
  const { code, said } = await variegate(args, 'Waiting for', 'SIGINT')
  expect(said).toContain(
    'Waiting for process 17 of elsewhere, which joins the parts; where it ends without that, this one does it.\n',
  )
  expect(said).toContain('Stopped.')
  expect(code).toBe(130)
})

test('six processes upon a stale lock join once, and each says so', async () => {
  const work = await unjoined('six')
  await mkdir(join(work, 'locks'))
  await writeFile(join(work, 'locks/joining-1'), '{"host":"elsewhere","boot":"","space":"","pid":1,"started":"1"}')
  const long = new Date(Date.now() - 3_600_000)
  await utimes(join(work, 'locks/joining-1'), long, long)
  const ended = await Promise.all([1, 2, 1, 2, 1, 2].map((shard) => run('six', ['--shard', `${shard}/2`])))
  for (const { code, said } of ended) {
    expect(code, said).toBe(0)
    expect(said).toMatch(/Report: |Already complete/)
    expect(said).not.toContain('    at ')
  }
  expect(await hashes(join(folder, 'six'))).toEqual(expected)
  expect(await readdir(join(folder, 'six'))).not.toContain('.variegate')
})

test('a kill between the manifest and the end leaves a work folder, which the next run removes', async () => {
  await cp(join(folder, 'one'), join(folder, 'left'), { recursive: true })
  await mkdir(join(folder, 'left/.variegate'))
  await writeFile(join(folder, 'left/.variegate/journal-1-of-1.jsonl'), '"done"\n')
  const { code, said } = await run('left')
  expect(code).toBe(0)
  expect(said).toContain('Already complete')
  expect(await hashes(join(folder, 'left'))).toEqual(expected)
  expect(await readdir(join(folder, 'left'))).not.toContain('.variegate')
})

test('a journal longer than a text may be is read from its end, and its lines one by one', async () => {
  const work = join(folder, 'long/.variegate')
  await mkdir(work, { recursive: true })
  await writeFile(join(folder, 'long/job.json'), await readFile(join(folder, 'one/job.json')))
  // A sparse file of more bytes than a text may have characters; its only line never ends, so it is cut.
  await writeFile(join(work, 'journal-1-of-1.jsonl'), '')
  await truncate(join(work, 'journal-1-of-1.jsonl'), 600 * 2 ** 20)
  const { code, said } = await run('long')
  expect(code, said).toBe(0)
  expect(await hashes(join(folder, 'long'))).toEqual(expected)
})

test('a journal that is damaged is named', async () => {
  const work = join(folder, 'broken/.variegate')
  await mkdir(work, { recursive: true })
  await writeFile(join(folder, 'broken/job.json'), await readFile(join(folder, 'one/job.json')))
  await writeFile(join(work, 'journal-1-of-1.jsonl'), `\0\0\n${'{"task":1}\n'.repeat(5)}"done"\n`)
  const { code, said } = await run('broken')
  expect(code).toBe(2)
  expect(said).toContain(
    `variegate: Expected a line of the job's own at ${work}/journal-1-of-1.jsonl:1 but it is damaged`,
  )
  expect(said).not.toContain('    at ')
})

test('a file of the dataset keeps its name where ours would have it, and ours are called otherwise', async () => {
  const place = join(folder, 'named')
  await mkdir(place)
  for (const name of ['manifest.jsonl', 'errors.jsonl']) await writeFile(join(place, name), lines(2))
  const { code, said } = await run('named-out', [], place)
  expect(code, said).toBe(0)
  expect(said).toContain('variegate-manifest.jsonl')
  expect((await readdir(join(folder, 'named-out'))).sort()).toEqual([
    'errors.jsonl',
    'manifest.jsonl',
    'variegate-errors.jsonl',
    'variegate-job.json',
    'variegate-manifest.jsonl',
    'variegate-report.html',
  ])
  expect(await readFile(join(folder, 'named-out/manifest.jsonl'), 'utf8')).toContain('{"text":')
  expect((await readFile(join(folder, 'named-out/variegate-manifest.jsonl'), 'utf8')).trim().split('\n')).toHaveLength(
    4,
  )
  expect((await run('named-out', [], place)).said).toContain('Already complete')
  await writeFile(join(place, 'VARIEGATE-errors.jsonl'), lines(2))
  const both = await run('both-out', [], place)
  expect(both.code).toBe(2)
  expect(both.said).toContain('Expected a dataset without "VARIEGATE-errors.jsonl" beside one like "manifest.jsonl"')
})

test('an output that is the dataset, holds it, or is a file is refused in a sentence, through links too', async () => {
  await symlink(input, join(folder, 'link'))
  await writeFile(join(folder, 'file'), '')
  const said = async (output: string, from = input) => {
    const ended = await run(output, [], from)
    expect(ended.code).toBe(2)
    return ended.said
  }
  const same = `variegate: Expected an output folder apart from the dataset but --out is the dataset itself, ${input}; name another folder, which is made where it is not there.\n`
  expect(await said('in')).toBe(same)
  expect(await said('link')).toBe(same)
  expect(await said('')).toContain('Expected an output folder apart from the dataset but')
  await mkdir(join(folder, 'outer/inner'), { recursive: true })
  await writeFile(join(folder, 'outer/inner/texts.jsonl'), lines(2))
  await symlink(join(folder, 'outer'), join(folder, 'round'))
  expect(await said('round', join(folder, 'outer/inner'))).toContain(`${join(folder, 'outer/inner')}.\n`)
  expect(await said('file')).toBe(
    `variegate: Expected a folder to write to but ${join(folder, 'file')} is a file; name another with --out.\n`,
  )
  expect(await said('file/below')).toContain(
    `Could not look at the output folder ${join(folder, 'file/below')}: ENOTDIR`,
  )
  expect(await said('x', join(folder, 'file'))).toContain('Expected a folder with a dataset but')
})

test('outputs inside the dataset, this one and earlier ones, are passed over and told', async () => {
  const place = join(folder, 'with')
  await mkdir(place)
  await writeFile(join(place, 'texts.jsonl'), lines(6))
  await cp(join(folder, 'one'), join(place, 'earlier'), { recursive: true })
  await symlink(place, join(folder, 'to-with'))
  for (const attempt of [1, 2]) {
    const ended = await run('to-with/new', [], place)
    expect(ended.code, ended.said).toBe(0)
    expect(ended.said).toContain('  left out: earlier/: It is the output of an earlier job.\n')
    if (attempt === 2) expect(ended.said).toContain('  left out: new/: It is the output folder.\n')
  }
  expect((await readFile(join(place, 'new/manifest.jsonl'), 'utf8')).trim().split('\n')).toHaveLength(6)
  const again = await run('again', [], join(folder, 'one'))
  expect(again.said).toContain(
    'errors.jsonl, job.json, manifest.jsonl and 1 more: An earlier job wrote it about itself.',
  )
  expect(again.code).toBe(0)
})

test.runIf(process.platform === 'linux')(
  'links, pipes, odd names and deep folders are told, and the rest is done',
  async () => {
    const place = join(folder, 'odd')
    await mkdir(place)
    await writeFile(join(place, 'texts.jsonl'), lines(6))
    await symlink(join(place, 'texts.jsonl'), join(place, 'again.jsonl'))
    await symlink('..', join(place, 'up'))
    spawnSync('mkfifo', [join(place, 'pipe.jsonl')])
    await writeFile(Buffer.concat([Buffer.from(`${place}/caf`), Buffer.of(0xe9), Buffer.from('.jsonl')]), lines(1))
    // Deeper than a path may be long.
    const deep = 'cd "$0" && for i in $(seq 30); do mkdir $1 && cd $1; done'
    spawnSync('bash', ['-c', deep, place, 'd'.repeat(200)])
    const { code, said } = await run('odd-out', [], place)
    expect(code, said).toBe(0)
    expect(said).toContain(
      'left out: again.jsonl, up: It is a symbolic link, which is not followed; put the file itself in its place.\n',
    )
    expect(said).toContain('left out: pipe.jsonl: It is a pipe, not a file.\n')
    expect(said).toContain('left out: caf\uFFFD.jsonl: Its name is not UTF-8; rename it.\n')
    expect(said).toContain('/: It is a folder that cannot be read: ENAMETOOLONG')
    expect((await readFile(join(folder, 'odd-out/manifest.jsonl'), 'utf8')).trim().split('\n')).toHaveLength(6)
    spawnSync('rm', ['-rf', place])
  },
)

test.runIf(process.platform === 'linux')('an output where no folder can be made is told in a sentence', async () => {
  const args = ['augment', input, '--out', '/proc/variegate/out', '--policy', policy]
  const { code, said } = await variegate(args, 20_000)
  expect(code).toBe(2)
  expect(said).toContain('variegate: Could not make the folder /proc/variegate: ENOENT: no such file or directory')
  expect(said).not.toContain('    at ')
})

test('a table that no layout reads is told with what its columns would have to be', async () => {
  const place = join(folder, 'indexed')
  await mkdir(place)
  await writeFile(join(place, 'a.csv'), ',value\n0,1.5\n1,2.5\n')
  const { code, said } = await run('indexed-out', [], place)
  expect(code).toBe(2)
  expect(said).toContain('e.g. a.csv: It belongs to no layout: a series begins with a column of times')
})

test('a run that could make nothing says so, and does not end with 0', async () => {
  const place = join(folder, 'nothing')
  await mkdir(place)
  await writeFile(join(place, 'texts.jsonl'), '{"text":5,"label":"a"}\n{"text":"half a li\n')
  const first = await run('nothing-out', [], place)
  expect([first.code, first.said]).toEqual([
    1,
    expect.stringContaining('Nothing could be made of the dataset: everything was skipped, see errors.jsonl.'),
  ])
})
