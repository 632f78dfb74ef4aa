import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../.python/bin/python', import.meta.url))

/** Whether the readers of requirements.txt are at hand; `npm test` installs them where Python is. */
export const hasPython: boolean = existsSync(program)

/** Run a Python script with arguments; it prints one JSON value, which comes back. */
export function python(script: string, ...args: readonly string[]): unknown {
  const said = execFileSync(program, ['-c', script, ...args], { encoding: 'utf8', maxBuffer: 2 ** 28 })
  return JSON.parse(said)
}
