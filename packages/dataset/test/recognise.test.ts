import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashes, samples, variegate } from './job.js'

let folder = ''
const at = (path: string) => join(folder, path)
const run = (output: string, more: readonly string[] = [], input = 'in') =>
  variegate(['augment', at(input), '--out', at(output), '--policy', at('policy.yaml'), '--seed', '1', ...more])

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'variegate-recognise-'))
  await writeFile(at('policy.yaml'), 'image:\n  - cutmix\n')
  for (const [photo, path] of [
    ['animal/cat', 'train/cat/1'],
    ['animal/cat_eye', 'train/cat/2'],
    ['object/coffee', 'train/cup/1'],
    ['object/motorcycle', 'train/cup/2'],
    ['space/galaxies', 'val/cat/9'],
  ]) {
    await mkdir(at(`in/${path?.slice(0, -2)}`), { recursive: true })
    await cp(join(samples, `photos/${photo}.jpg`), at(`in/${path}.jpg`))
  }
})
afterAll(() => rm(folder, { recursive: true }))

test('the plan says what becomes of splits and mixed classes, and the job keeps to it', async () => {
  const { code, said } = await run('dry', ['--dry-run', '--originals'])
  expect(code, said).toBe(0)
  expect(said).toContain(`  .: 5 samples of image (image-folders): cutmix
    splits: 4 of train augmented, 1 of val written as they came
    cutmix: the shares of mixed classes are written to labels.jsonl
  4 samples, 1 copy of each, and 1 as they came
`)
  const ended = await run('out', ['--originals'])
  expect(ended.code, ended.said).toBe(0)
  const files = Object.keys(await hashes(at('out')))
  expect(files.filter((path) => path.startsWith('val/'))).toEqual(['val/cat/9.jpg'])
  const lines = (await readFile(at('out/labels.jsonl'), 'utf8')).trim().split('\n')
  const mixed = `${lines.length} outputs are of mixed classes: the folder names one of them, and labels.jsonl has the shares of all.`
  expect(ended.said).toContain(`${mixed}\n`)
  const report = await readFile(at('out/report.html'), 'utf8')
  expect(report).toContain(`<p>${mixed}</p>`)
  expect(report).toContain('<p>Splits: 4 of train augmented; 1 of val written as they came.</p>')
  for (const line of lines) {
    const { file, label } = JSON.parse(line) as { file: string; label: Record<string, number> }
    expect(files).toContain(file)
    expect((label.cat ?? 0) + (label.cup ?? 0)).toBeCloseTo(1, 12)
  }
  const other = await run('out', ['--originals', '--splits', 'train,val'])
  expect(other.code).toBe(2)
  expect(other.said).toContain('belongs to a job with another policy')
})

test('a copy of mixed classes is refused where that is asked for', async () => {
  const { code, said } = await run('refused', ['--mixed-classes', 'refuse', '--strict'])
  expect(code, said).toBe(1)
  const errors = await readFile(at('refused/errors.jsonl'), 'utf8')
  expect(errors).toContain('Expected one class, as mixed ones are refused, but the policy mixed several (')
  expect(Object.keys(await hashes(at('refused')))).not.toContain('labels.jsonl')
})

test('labels that no layout reads stop the job before anything is written', async () => {
  await cp(at('in'), at('yolo'), { recursive: true })
  await writeFile(at('yolo/train/cat/1.txt'), '0 0.5 0.5 0.2 0.2\n')
  const { code, said } = await run('never', [], 'yolo')
  expect(code).toBe(2)
  expect(said).toContain(
    '  - 1 file .txt shares its name with a sample (train/cat/1.txt with train/cat/1.jpg) and looks like YOLO labels.\n',
  )
  await expect(hashes(at('never'))).rejects.toThrow('ENOENT')
  const gone = await run('gone-on', ['--ignore-unrecognised', '--dry-run'], 'yolo')
  expect(gone.code, gone.said).toBe(0)
  expect(gone.said).toContain('and looks like YOLO labels.')
})
