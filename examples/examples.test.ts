import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const folder = fileURLToPath(new URL('.', import.meta.url))
const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })

test('boxes follow and the recipe replays', () => {
  const { stdout, stderr } = node('boxes-follow.mjs')
  expect(stderr).toBe('')
  expect(stdout).toContain('same pixels again: true')
})

test('one policy spans modalities', () => {
  const { stdout, stderr } = node('one-policy-many-modalities.mjs')
  expect(stderr).toBe('')
  expect(stdout).toContain('person: Ada Lovelace')
})

test("a user's own transform runs in every worker of the command", () => {
  const output = mkdtempSync(join(tmpdir(), 'variegate-example-'))
  const command = join(folder, '../packages/cli/bin/variegate.js')
  const photos = join(folder, '../samples/dataset/photos')
  const args = [
    'augment',
    photos,
    '--out',
    join(output, 'out'),
    '--policy',
    join(folder, 'policy.yaml'),
    '--use',
    join(folder, 'scanlines.mjs'),
    '--workers',
    '2',
    '--seed',
    '1',
  ]
  const { status, stdout, stderr } = node(command, ...args)
  expect(status, stdout + stderr).toBe(0)
  expect(readdirSync(join(output, 'out/animal'))).toEqual(['cat.aug1.jpg', 'cat_eye.aug1.jpg'])
  expect(readFileSync(join(output, 'out/manifest.jsonl'), 'utf8')).toContain('"name":"scanlines","drawn":{"every":6}')
  rmSync(output, { recursive: true })
})
