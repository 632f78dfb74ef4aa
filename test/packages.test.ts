import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))
const names = readdirSync(join(root, 'packages'))
let folder = ''

interface Manifest {
  readonly name: string
  readonly dependencies?: Readonly<Record<string, string>>
}
const manifestOf = (name: string): Manifest =>
  JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'))

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'variegate-packages-'))
  for (const name of names) {
    execFileSync(join(root, 'node_modules/.bin/pnpm'), ['pack', '--pack-destination', join(folder, 'tarballs')], {
      cwd: join(root, 'packages', name),
      stdio: 'ignore',
    })
  }
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true }))

/** The tarballs of a package and of the workspace's packages that it needs, by name. */
function tarballsOf(name: string): Record<string, string> {
  const manifest = manifestOf(name)
  const file = `${manifest.name.replace('@', '').replace('/', '-')}-0.0.0.tgz`
  const own = { [manifest.name]: `file:${join(folder, 'tarballs', file)}` }
  const needed = Object.keys(manifest.dependencies ?? {}).filter((dependency) => dependency.startsWith('@variegate/'))
  return Object.assign({}, ...needed.map((dependency) => tarballsOf(dependency.slice('@variegate/'.length))), own)
}

test.each(names)(
  '%s, installed alone, runs the first example of its readme',
  (name) => {
    const project = join(folder, `project-${name}`)
    mkdirSync(project)
    const tarballs = tarballsOf(name)
    const own = manifestOf(name).name
    // The package is what a user installs; the others stand in for a registry that does not have them yet.
    const dependencies = { [own]: tarballs[own], '@variegate/core': tarballs['@variegate/core'] }
    writeFileSync(
      join(project, 'package.json'),
      JSON.stringify({
        name: 'empty',
        private: true,
        type: 'module',
        dependencies,
        overrides: tarballs,
        pnpm: { overrides: tarballs },
      }),
    )
    execFileSync(
      join(root, 'node_modules/.bin/pnpm'),
      ['install', '--ignore-scripts', '--ignore-workspace', '--prefer-offline', '--silent'],
      { cwd: project, stdio: 'pipe' },
    )
    const readme = readFileSync(join(root, 'packages', name, 'README.md'), 'utf8')
    const example = /```js\n([^]*?)```/.exec(readme)?.[1] ?? ''
    writeFileSync(join(project, 'example.mjs'), example)
    const said = execFileSync(process.execPath, ['example.mjs'], { cwd: project, encoding: 'utf8' })
    expect(said.trim().length).toBeGreaterThan(5)
  },
  120_000,
)

test('the command, installed without codecs of video, says what video needs, and does the rest', () => {
  const project = join(folder, 'project-cli')
  const policy = join(project, 'policy.yaml')
  writeFileSync(policy, 'image: [horizontalFlip]\nvideo: [horizontalFlip]\n')
  const augment = (input: string) =>
    spawnSync(
      join(project, 'node_modules/.bin/variegate'),
      ['augment', join(root, 'samples/dataset', input), '--out', join(project, `out-${input}`), '--policy', policy],
      { cwd: project, encoding: 'utf8' },
    )
  expect(augment('photos').status).toBe(0)
  const { status, stderr } = augment('clips')
  expect([status, stderr]).toEqual([
    2,
    'variegate: Reading and writing video files needs codecs that are not there; install them with: npm install mediabunny @mediabunny/server\n',
  ])
  expect(existsSync(join(project, 'out-clips'))).toBe(false)
})
