import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { STALE, takeLock, type Lock } from './lock.js'

let folder = ''
let place = ''
let number = 0
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'variegate-lock-'))))
beforeEach(async () => {
  place = join(folder, String(number++))
  await mkdir(place)
})
afterAll(() => rm(folder, { recursive: true }))

const taken = async (): Promise<Lock> => {
  const lock = await takeLock(place, 'x')
  if (typeof lock === 'string') throw new Error(lock)
  return lock
}
const own = async () => {
  const lock = await taken()
  const text = await readFile(join(place, 'x-1'), 'utf8')
  await lock.release()
  return JSON.parse(text) as Record<string, unknown>
}
/** A lock that was left some milliseconds ago. */
async function left(text: string, before = 0): Promise<void> {
  await writeFile(join(place, 'x-1'), text)
  const then = new Date(Date.now() - before)
  await utimes(join(place, 'x-1'), then, then)
}

test('a lock is taken by one, and by another once it is released', async () => {
  const lock = await taken()
  expect(await takeLock(place, 'x')).toBe(`process ${process.pid} of ${hostname()}`)
  expect(await lock.isHeld()).toBe(true)
  await lock.release()
  expect(await readdir(place)).toEqual([])
  await (await taken()).release()
})

test('of many that come at once, one takes it', async () => {
  const come = await Promise.all(Array.from({ length: 12 }, () => takeLock(place, 'x')))
  expect(come.filter((lock) => typeof lock !== 'string')).toHaveLength(1)
})

test('of many that come at once upon a stale one, one takes it', async () => {
  await left('', STALE + 1000)
  const come = await Promise.all(Array.from({ length: 12 }, () => takeLock(place, 'x')))
  expect(come.filter((lock) => typeof lock !== 'string')).toHaveLength(1)
})

test.each(['', '{', 'null', '{"pid":"1"}', 'old-host 1'])(
  'a lock that holds %j is taken over once it is stale',
  async (text) => {
    await left(text)
    expect(await takeLock(place, 'x')).toBe('another process')
    await left(text, STALE + 1000)
    await (await taken()).release()
  },
)

test('the lock of another host, or of another process space, is held until it is stale', async () => {
  const holder = { ...(await own()), pid: 1, started: '1' }
  for (const [field, words] of [
    ['host', 'process 1 of elsewhere'],
    ['space', `process 1 of ${hostname()}`],
    ['boot', `process 1 of ${hostname()}`],
  ] as const) {
    const text = JSON.stringify({ ...holder, [field]: 'elsewhere' })
    await left(text)
    expect(await takeLock(place, 'x')).toBe(words)
    await left(text, STALE + 1000)
    await (await taken()).release()
  }
})

test('the lock of a process that has ended is taken over at once', async () => {
  const { pid } = spawnSync(process.execPath, ['--version'])
  await left(JSON.stringify({ ...(await own()), pid }))
  await (await taken()).release()
})

test.runIf(process.platform === 'linux')(
  'a process of the same number that started at another time is another',
  async () => {
    const holder = await own()
    await left(JSON.stringify(holder))
    expect(await takeLock(place, 'x')).toBe(`process ${process.pid} of ${hostname()}`)
    await left(JSON.stringify({ ...holder, started: '1' }))
    await (await taken()).release()
  },
)

test('one from whom it was taken over learns of it, and takes nothing away', async () => {
  const lock = await taken()
  const then = new Date(Date.now() - STALE - 1000)
  await utimes(join(place, 'x-1'), then, then)
  const other = await taken()
  expect([await lock.isHeld(), await other.isHeld()]).toEqual([false, true])
  await lock.release()
  expect(await other.isHeld()).toBe(true)
  expect(typeof (await takeLock(place, 'x'))).toBe('string')
})
