import { policies } from '@variegate/core'
import { loadPackages } from '@variegate/dataset'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'variegate-cli-'))))
afterAll(() => rm(folder, { recursive: true }))

function variegate(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'packages/cli/bin/variegate.js'), ...args],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
      env: { ...process.env, INIT_CWD: folder },
    },
  )
  return { code: status, out: stdout, error: stderr }
}

async function policy(text: string): Promise<string> {
  await writeFile(join(folder, 'policy.yaml'), text)
  return 'policy.yaml'
}

test('help names every command, and a command its flags', () => {
  const { out, code } = variegate('--help')
  expect(code).toBe(0)
  for (const name of ['augment', 'replay', 'validate', 'transforms', 'layouts', 'schema'])
    expect(out).toContain(`  ${name}`)
  const { out: flags } = variegate('augment', '--help')
  for (const flag of [
    'out',
    'policy',
    'copies',
    'seed',
    'workers',
    'shard',
    'originals',
    'dry-run',
    'strict',
    'use',
    'layout',
    'splits',
    'mixed-classes',
    'ignore-unrecognised',
  ])
    expect(flags).toContain(`--${flag}`)
  expect(variegate('--version').out.trim()).toBe(
    JSON.parse(readFileSync(join(root, 'packages/cli/package.json'), 'utf8')).version,
  )
})

test('a reader that closes early is no failure', () => {
  const listing = `"${process.execPath}" packages/cli/bin/variegate.js transforms | true; echo "\${PIPESTATUS[0]}"`
  const { stdout, stderr } = spawnSync('bash', ['-c', listing], { cwd: root, encoding: 'utf8' })
  expect([stdout.trim(), stderr]).toEqual(['0', ''])
})

test.each([
  [
    ['agument'],
    'variegate: Unknown command "agument"; the nearest right name is "augment" (it may be augment, replay, validate, explain, transforms, layouts, schema).\n',
  ],
  [
    ['augment', '--polcy', 'x'],
    'variegate: Unknown flag --polcy for augment; the nearest right name is "policy" (`variegate augment --help` lists them).\n',
  ],
  [
    ['augment', '.', '--out', 'x', '--policy', '/dev/null', '--splits', 'extra'],
    'variegate: Expected splits such as train,val (they may be train, val, test) but received "extra".\n',
  ],
  [
    ['augment', '.', '--out', 'x', '--policy', '/dev/null', '--mixed-classes', 'keep'],
    'variegate: Expected record or refuse for mixed classes but received "keep".\n',
  ],
  [['validate'], 'variegate: Expected a policy file: variegate validate policy.yaml.\n'],
  [
    ['transforms', 'afine'],
    'variegate: Unknown transform "afine"; the nearest right name is "affine"; `variegate transforms` lists them.\n',
  ],
])('%j is refused in a sentence', (args, said) =>
  expect(variegate(...args)).toMatchObject({ code: 2, error: said, out: '' }),
)

describe('validate', () => {
  test('accepts a good policy, by a path relative to where it was called', async () => {
    const { code, out } = variegate('validate', await policy('image:\n  - horizontalFlip: { p: 0.5 }\n  - rotate\n'))
    expect({ code, out }).toEqual({ code: 0, out: 'image: horizontalFlip, rotate\npolicy.yaml is valid.\n' })
  })

  test.each([
    ['image:\n  - affine: { scale: [2, 0.5] }\n', 'policy.yaml:2:15', '[2,0.5]'],
    ['image:\n  - horizontalFip\n', 'policy.yaml:2:5', 'the nearest right name is "horizontalFlip"'],
    ['imag:\n  - horizontalFlip\n', 'policy.yaml:1:1', 'the nearest right name is "image"'],
    ['image: [\n', 'policy.yaml:2:1', ''],
  ])('refuses %j with its place', async (text, place, reason) => {
    const { code, error } = variegate('validate', await policy(text))
    expect(code).toBe(2)
    expect(error).toContain(place)
    expect(error).toContain(reason)
  })
})

test('explain shows what is drawn and the passes that it takes', async () => {
  const file = await policy(
    'image:\n  - horizontalFlip\n  - rotate: { angle: 10 }\n  - gamma: { gamma: 2 }\n  - invert\n',
  )
  const { code, out } = variegate('explain', file, '--size', '64x48')
  expect(code).toBe(0)
  expect(out).toBe(`image
  64x48 px, seed 0
  drawn: horizontalFlip, rotate, gamma, invert
  4 steps in 2 passes
    1. warp: one linear resampling to 64x48, constant border
    2. tone (power), tone (linear): tile by tile
`)
})

test('transforms lists every name and alias, and shows one from its definition', async () => {
  const { out } = variegate('transforms')
  for (const definition of [...Object.values(await loadPackages([])).flat(), ...policies])
    for (const name of [definition.name, ...definition.aliases]) expect(out).toMatch(new RegExp(`\\b${name}\\b`))
  const { out: gamma } = variegate('transforms', 'gamma')
  expect(gamma).toContain('image/gamma')
  expect(gamma).toContain('within [0.01, 10]; by default [0.8,1.25].')
})

test('the schema for editors is the one that the command prints', () => {
  const { out } = variegate('schema')
  expect(out).toBe(readFileSync(join(root, 'packages/cli/dist/policy.schema.json'), 'utf8'))
  expect(Object.keys(JSON.parse(out).properties)).toEqual(
    expect.arrayContaining(['version', 'image', 'text', 'audio', 'series', 'video']),
  )
})
