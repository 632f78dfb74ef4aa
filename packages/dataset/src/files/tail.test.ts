import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endOf, lineCount, readerOf } from './tail.js'

let folder = ''
let path = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'variegate-tail-'))
  path = join(folder, 'lines')
})
afterAll(() => rm(folder, { recursive: true }))

async function lines(chunk: number): Promise<string[]> {
  const next = readerOf(path, chunk)
  const all = []
  for (let line = await next(); line !== undefined; line = await next()) all.push(line)
  return all
}

test.each([1, 2, 3, 5, 8, 64, 4096])('lines come whole from pieces of %i bytes', async (chunk) => {
  await writeFile(path, 'one\n\nzwölf 𝄞\nthe last')
  expect(await lines(chunk)).toEqual(['one', '', 'zwölf 𝄞', 'the last'])
  await writeFile(path, 'one\ntwo\n')
  expect(await lines(chunk)).toEqual(['one', 'two'])
  await writeFile(path, '')
  expect(await lines(chunk)).toEqual([])
})

test('lines that end are counted, and the place after the last of them is told', async () => {
  await writeFile(path, 'one\ntwo\nhalf')
  expect(await lineCount(path)).toEqual({ lines: 2, end: 8, size: 12 })
  const long = 'x'.repeat(2 ** 20 - 1)
  await writeFile(path, `${long}\n${long}\n${long}`)
  expect(await lineCount(path)).toEqual({ lines: 2, end: 2 ** 21, size: 3 * 2 ** 20 - 1 })
})

test('the end of a file is read, and that of none is empty', async () => {
  await writeFile(path, 'one\ntwo\n')
  expect(await endOf(path, 4)).toBe('two\n')
  expect(await endOf(path, 99)).toBe('one\ntwo\n')
  expect(await endOf(join(folder, 'none'), 4)).toBe('')
})
