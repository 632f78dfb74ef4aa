// What `npm start`, `npm test` and `npm run bench` share: installing, building, and running a program to its end.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
// turbo calls pnpm, which a fresh machine has only as a dependency of the workspace.
const tools = `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`
const environment = {
  ...process.env,
  PATH: tools,
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  npm_config_update_notifier: 'false',
}

/** Run a program with the terminal's own input and output; ends this process where it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: environment, ...options })
  if (result.status === 0) return result
  if (options.mayFail) return result
  console.error(
    `\n${[command, ...args].join(' ')} failed${result.error ? `: ${result.error.message}` : ` with exit code ${result.status}`}.`,
  )
  process.exit(result.status || 1)
}

/** Run pnpm of the pinned version; a fresh machine has npm alone. */
export function pnpm(...args) {
  return run('npx', ['--yes', packageManager, ...args])
}

/** Install the pinned dependencies, without their install scripts, unless the lock file is older than what is there. */
export function install() {
  const installed = join(root, 'node_modules/.modules.yaml')
  const lock = join(root, 'pnpm-lock.yaml')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return
  pnpm('install', '--frozen-lockfile', '--ignore-scripts', '--reporter=append-only', '--loglevel=warn')
}

/** Build every package that changed since it was built last; with a filter, only those and what they need. */
export function build(...filters) {
  const only = filters.map((filter) => `--filter=${filter}`)
  bin('turbo', 'run', 'build', ...only, '--output-logs=errors-only', '--log-order=grouped')
}

/** Run a tool that the workspace depends on. */
export function bin(name, ...args) {
  return run(join(root, 'node_modules/.bin', name), args)
}
