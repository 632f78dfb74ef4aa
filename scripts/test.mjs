// `npm test`: set up what the tests need, then check the code, the packages and their behaviour.
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bin, build, install, root, run } from './workspace.mjs'

install()
programs()
readers()
build()

section('Types of tests, format and lint')
bin('tsc', '-p', 'tsconfig.tests.json')
bin('oxfmt', '--check', '.')
bin('oxlint', '.')

section('Arrows between packages, unused code, package contents')
bin('depcruise', '--config', '.dependency-cruiser.json', ...sources())
bin('knip', '--no-config-hints')
run('node', ['scripts/check-packages.mjs'])
run('node', ['scripts/readme-tables.mjs', '--check'])
bin('size-limit')

section('Tests')
const reports = mkdtempSync(join(tmpdir(), 'variegate-'))
const report = join(reports, 'tests.json')
const result = run(
  'node_modules/.bin/vitest',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  { mayFail: true },
)
if (existsSync(report)) {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'))
  console.log(`\n${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`)
}
rmSync(reports, { recursive: true })
process.exit(result.status ?? 1)

/** The folders with code of ours. */
function sources() {
  const inside = ['packages', 'apps'].flatMap((kind) =>
    readdirSync(join(root, kind)).map((name) => join(kind, name, 'src')),
  )
  return [...inside, 'examples']
}

/** The field's own readers of datasets, in a Python environment of the project's own; without Python the tests that need them say that they were skipped. */
function readers() {
  const environment = join(root, '.python')
  const wanted = join(root, 'test/python/requirements.txt')
  const installed = join(environment, 'requirements.txt')
  if (existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(wanted, 'utf8')) return
  if (!has('python3')) {
    console.warn('Not found: python3. Tests that read our files with the field’s own readers are skipped.')
    return
  }
  section('Installing readers of datasets for Python')
  run('python3', ['-m', 'venv', environment])
  const pip = [join(environment, 'bin/python'), '-m', 'pip', '--disable-pip-version-check', '-q', 'install']
  run(pip[0], [...pip.slice(1), '-r', wanted])
  copyFileSync(wanted, installed)
}

/** A browser and a translator, which come as Debian packages; elsewhere the tests that need them say that they were skipped. */
function programs() {
  const wanted = { chromium: ['chromium'], apertium: ['apertium', 'apertium-en-es'] }
  const missing = Object.entries(wanted)
    .filter(([program]) => !has(program))
    .flatMap(([, packages]) => packages)
  if (missing.length === 0) return
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !has('apt-get')) {
    console.warn(`Not found: ${missing.join(', ')}. Tests that need them are skipped; install them to run every test.`)
    return
  }
  section(`Installing ${missing.join(', ')}`)
  const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: ['ignore', 'ignore', 'inherit'] }
  run('apt-get', ['update', '-qq'], quiet)
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], quiet)
}

function has(program) {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, program)))
}

function section(title) {
  console.log(`\n== ${title}`)
}
