import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const here = new URL('.', import.meta.url)
const files = readdirSync(new URL('golden', here)).filter((name) => name.endsWith('.json'))

/** How many cases a file holds, all of which its test runs. */
const casesIn = (name: string): number =>
  (JSON.parse(readFileSync(new URL(`golden/${name}`, here), 'utf8')) as { cases: readonly unknown[] }).cases.length

test('at least 250 golden cases are run, and every file of them by a test', () => {
  const tests = readdirSync(here)
    .filter((name) => name.endsWith('.ts') && !name.startsWith('golden-count'))
    .map((name) => readFileSync(new URL(name, here), 'utf8'))
  for (const file of files) {
    const name = file.replace('.json', '')
    const reads = [`golden/${file}`, `goldenFile('${name}')`]
    expect(
      tests.some((text) => reads.some((one) => text.includes(one))),
      `a test that reads ${file}`,
    ).toBe(true)
  }
  const counts = files.map((file) => [file, casesIn(file)] as const)
  const total = counts.reduce((sum, [, count]) => sum + count, 0)
  process.stdout.write(`golden cases: ${total} (${counts.map((one) => one.join(' ')).join(', ')})\n`)
  expect(total).toBeGreaterThanOrEqual(250)
})
