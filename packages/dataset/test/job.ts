import { createHash } from 'node:crypto'
import { spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../../', import.meta.url))
export const samples = join(root, 'samples/dataset')
export const policy = join(root, 'samples/policy.yaml')
const command = join(root, 'packages/cli/bin/variegate.js')

export interface Ended {
  readonly code: number | null
  readonly said: string
}

/** Run the command to its end, or kill it after some milliseconds, or once it has said something. */
export function variegate(
  args: readonly string[],
  killAfter?: number | string,
  signal: NodeJS.Signals = 'SIGKILL',
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [command, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, INIT_CWD: root },
    })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (typeof killAfter === 'string' && chunk.toString().includes(killAfter)) child.kill(signal)
    })
    const timer = typeof killAfter === 'number' ? setTimeout(() => child.kill(signal), killAfter) : undefined
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ code, said })
    })
  })
}

export const augment = (output: string, more: readonly string[] = [], killAfter?: number): Promise<Ended> =>
  variegate(
    ['augment', samples, '--out', output, '--policy', policy, '--copies', '2', '--seed', '7', ...more],
    killAfter,
  )

/** The hash of every file below a folder, by path. */
export async function hashes(folder: string): Promise<Record<string, string>> {
  const result: Record<string, string> = {}
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    result[path.slice(folder.length + 1)] = createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
  }
  return result
}
