import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))
const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
const packages = readdirSync(join(root, 'packages'))

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
}

test('the arrows that are drawn are those between the packages', () => {
  const drawn = Object.fromEntries(
    [...text.matchAll(/^(\w+) ->(.*)$/gm)].map(([, from = '', to = '']) => [from, to.trim()]),
  )
  const real = Object.fromEntries(
    packages.map((name) => {
      const manifest: Manifest = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'))
      const used = Object.keys(manifest.dependencies ?? {}).filter((dependency) => dependency.startsWith('@variegate/'))
      return [name, used.map((dependency) => dependency.slice('@variegate/'.length)).join(', ')]
    }),
  )
  expect(drawn).toEqual(real)
})

test('every package has a row in the table, and none else', () => {
  const rows = [...text.matchAll(/^\| (\w+) \|/gm)].map(([, name = '']) => name).filter((name) => name !== 'package')
  expect(rows.sort()).toEqual([...packages].sort())
})

test.each(['image', 'text', 'audio', 'series', 'video'])('%s has the rooms that are named', (name) => {
  const rooms = readdirSync(join(root, 'packages', name, 'src'))
  for (const room of ['sample.ts', 'engine.ts', 'package.ts', 'transforms']) expect(rooms).toContain(room)
})
