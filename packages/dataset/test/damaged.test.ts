import { cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { policy, samples, variegate } from './job.js'

let folder = ''
let input = ''
const run = (output: string, more: readonly string[] = []) =>
  variegate(['augment', input, '--out', join(folder, output), '--policy', policy, '--seed', '7', ...more])

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'variegate-damaged-'))
  input = join(folder, 'in')
  await cp(samples, input, { recursive: true })
  const at = (path: string) => join(input, path)
  await truncate(at('photos/animal/cat.jpg'), 4000)
  await writeFile(at('photos/animal/empty.png'), '')
  await writeFile(at('photos/object/letter.jpg'), 'Dear reader, this is no picture.')
  await writeFile(at('photos/object/scan.tif'), Uint8Array.of(0x49, 0x49, 42, 0, 8, 0, 0, 0))
  await writeFile(
    at('reviews.jsonl'),
    `${await readFile(at('reviews.jsonl'), 'utf8')}{"text": "half a li\n[1]\n{"label":"no text"}\n`,
  )
  await truncate(at('speech/signal/bell.wav'), 30000)
  const weather = await readFile(at('sensors/seattle_weather.csv'), 'utf8')
  await writeFile(at('sensors/seattle_weather.csv'), weather.replace('12.8', 'warm'))
  await writeFile(
    at('sensors/intervals.csv'),
    `${await readFile(at('sensors/intervals.csv'), 'utf8')}nowhere.csv,1,2,ghost\n`,
  )
  await rm(at('images/images/rocket.jpg'))
  const coco = JSON.parse(await readFile(at('images/instances.json'), 'utf8'))
  coco.images.push({ id: 99, file_name: '../../../secret.jpg', width: 1, height: 1 })
  await writeFile(at('images/instances.json'), JSON.stringify(coco))
  await writeFile(at('clips/pan/coffee.mp4'), 'not a film')
})
afterAll(() => rm(folder, { recursive: true }))

test('damaged inputs are recorded with their path and reason, and nothing else is lost', async () => {
  const { code, said } = await run('out')
  expect(code, said).toBe(0)
  const errors = (await readFile(join(folder, 'out/errors.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; reason: string })
  const reasons = Object.fromEntries(errors.map(({ id, reason }) => [id, reason]))
  const expected: Record<string, string> = {
    'images/instances.json#4': 'Expected the picture "rocket.jpg"',
    'images/instances.json#99': 'Expected the picture "../../../secret.jpg"',
    'reviews.jsonl:7': 'Expected JSON on the line',
    'reviews.jsonl:8': 'Expected a JSON object on the line.',
    'reviews.jsonl:9': 'Expected a text under "text" but received nothing.',
    'sensors/intervals.csv:7': 'Expected a file of the dataset but "nowhere.csv" is not there.',
    'sensors/seattle_weather.csv':
      'Expected a number in column "temp_max" at sensors/seattle_weather.csv:2 but received "warm".',
    'speech/signal/bell.wav': 'it is truncated or its header lies',
    'clips/pan/coffee.mp4': 'Expected a video that can be decoded',
    'photos/animal/cat.jpg': 'Expected an image that can be decoded but this JPEG file is damaged, cut short',
    'photos/animal/empty.png': 'it is empty',
    'photos/object/letter.jpg': 'Expected an image that can be decoded but the file begins like none that is known',
    'photos/object/scan.tif': 'Expected an image that can be decoded but this TIFF file is damaged, cut short',
  }
  expect(Object.keys(reasons).sort()).toEqual(Object.keys(expected).sort())
  for (const [id, reason] of Object.entries(expected)) expect(reasons[id]).toContain(reason)
  const manifest = (await readFile(join(folder, 'out/manifest.jsonl'), 'utf8')).trim().split('\n')
  expect(manifest).toHaveLength(44 - 5)
  expect(await readFile(join(folder, 'out/report.html'), 'utf8')).toContain('Expected JSON on the line')
})

test('--strict exits with 1, whichever run skipped it, and totals are those of the whole job', async () => {
  expect((await run('strict', ['--strict'])).code).toBe(1)
  const again = await run('strict', ['--strict'])
  expect(again.said).toMatch(/Already complete: .*, skipped 13 \(see errors.jsonl\)/)
  expect(again.code).toBe(1)
  const part = (index: number) => run('strict-parts', ['--strict', '--shard', `${index}/2`])
  await part(1)
  const last = await part(2)
  expect(last.said).toMatch(/Wrote 39 outputs to .*, skipped 13 \(see errors.jsonl\)/)
  expect(last.code).toBe(1)
})

test('a job with damaged clips ends, and records the same each time', async () => {
  const place = join(folder, 'clips')
  await mkdir(place)
  const clip = await readFile(join(samples, 'clips/pan/coffee.mp4'))
  // In the midst of frames 3, 5 and 8: the frames after them are still being decoded when the damage is found.
  for (const [index, start] of [11_033, 12_390, 13_619, 11_033, 12_390, 13_619].entries()) {
    const damaged = clip.map((byte, at) => (at >= start && at < start + 8 ? 255 - byte : byte))
    await writeFile(join(place, `${index}.mp4`), damaged)
  }
  const clips = join(folder, 'clips.yaml')
  await writeFile(clips, 'video:\n  - horizontalFlip\n')
  const recorded = []
  for (const output of ['clips-1', 'clips-2']) {
    const args = ['augment', place, '--out', join(folder, output), '--policy', clips, '--workers', '2']
    const { code, said } = await variegate(args)
    expect(code, said).toBe(1)
    recorded.push(await readFile(join(folder, output, 'errors.jsonl'), 'utf8'))
  }
  expect(recorded[0]?.match(/whole but it is damaged/g)).toHaveLength(6)
  expect(recorded[1]).toBe(recorded[0])
})

test('a bad policy stops before anything is written', async () => {
  const bad = join(folder, 'bad.yaml')
  await writeFile(bad, 'image:\n  - gausianBlur: { sigma: 1 }\n')
  const { code, said } = await variegate(['augment', input, '--out', join(folder, 'never'), '--policy', bad])
  expect(code).toBe(2)
  expect(said).toBe(
    `variegate: ${bad}:2:5: Unknown transform "gausianBlur" for image; the nearest right name is "gaussianBlur".\n`,
  )
  expect(await readdir(folder)).not.toContain('never')
})

test('--dry-run says what would be done and writes nothing', async () => {
  const { code, said } = await run('dry', ['--dry-run'])
  expect(code).toBe(0)
  expect(said).toContain('speech: 5 samples of audio (audio-folders)')
  expect(await readdir(folder)).not.toContain('dry')
})

test('--originals writes the untouched samples byte for byte', async () => {
  const { code } = await run('originals', ['--originals', '--copies', '0'])
  expect(code).toBe(0)
  for (const path of [
    'speech/command/open_the_door.wav',
    'photos/space/galaxies.jpg',
    'messages.csv',
    'entities.jsonl',
  ]) {
    expect(await readFile(join(folder, 'originals', path))).toEqual(await readFile(join(samples, path)))
  }
})

test('a folder that holds something else is refused', async () => {
  await mkdir(join(folder, 'foreign'))
  await writeFile(join(folder, 'foreign/thesis.txt'), 'years of work')
  const { code, said } = await run('foreign')
  expect(code).toBe(2)
  expect(said).toContain('Expected an empty output folder, or one that this job began')
})
