import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scanLines } from './lines.js'

let folder = ''
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'variegate-lines-'))))
afterAll(() => rm(folder, { recursive: true }))

async function linesOf(content: string | Uint8Array, most?: number) {
  const path = join(folder, 'lines')
  await writeFile(path, content)
  const lines = []
  for await (const line of scanLines(path, most)) lines.push(line)
  return lines
}

test('lines are where they lie, across the pieces in which a file is read', async () => {
  // A stream gives 64 KiB at a time; é is two bytes, so that some letters lie across two pieces.
  const long = `x${'é'.repeat(100_000)}`
  const lines = await linesOf(`a\n\n${long}\nlast`)
  expect(lines.map(({ line, start, end }) => [line, start, end])).toEqual([
    [1, 0, 1],
    [2, 2, 2],
    [3, 3, 200_004],
    [4, 200_005, 200_009],
  ])
  expect(lines.map(({ text }) => text)).toEqual(['a', '', long, 'last'])
})

test('a line that is too long or not in UTF-8 is told, and the others are read', async () => {
  expect(await linesOf(`ab\n${'x'.repeat(70_000)}\ncd\n`, 60_000)).toEqual([
    { line: 1, start: 0, end: 2, text: 'ab' },
    { line: 2, start: 3, end: 70_003, text: '', problem: 'Expected a line of at most 60000 bytes but received 70000.' },
    { line: 3, start: 70_004, end: 70_006, text: 'cd' },
  ])
  expect(await linesOf(Uint8Array.of(0xe9, 10, 0x61))).toEqual([
    {
      line: 1,
      start: 0,
      end: 1,
      text: '',
      problem: 'Expected a line in UTF-8 but some of its bytes are not; save the file as UTF-8.',
    },
    { line: 2, start: 2, end: 3, text: 'a' },
  ])
})
