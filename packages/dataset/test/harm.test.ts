import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashes, root, variegate } from './job.js'

let folder = ''
let input = ''
let use = ''
let policy = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'variegate-harm-'))
  input = join(folder, 'in')
  await mkdir(input)
  const texts = ['one', 'two', 'loops', 'three', 'exits', 'four', 'throws later', 'five', 'waits', 'six']
  await writeFile(join(input, 'texts.jsonl'), texts.map((text) => `${JSON.stringify({ text })}\n`).join(''))
  use = join(folder, 'harm.mjs')
  const core = JSON.stringify(join(root, 'packages/text/dist/index.js'))
  await writeFile(
    use,
    `import { defineTextTransform } from ${core}
import { existsSync } from 'node:fs'
export const harm = defineTextTransform({
  name: 'harm', doc: 'Does what texts say.', options: {},
  async draw(random, options, sample) {
    const { text } = sample
    if (text === 'loops') for (;;) {}
    if (text === 'exits') process.exit(3)
    if (text === 'throws later') {
      setTimeout(() => { throw new Error('too late') })
      await new Promise(() => {})
    }
    if (text === 'waits') await new Promise(() => {})
    if (text === 'no space') throw Object.assign(new Error('no space left on device, write'), { code: 'ENOSPC' })
    if (text === 'crashes') process.kill(process.pid, 'SIGKILL')
    if (text === 'crashes until mended' && !existsSync(${JSON.stringify(join(folder, 'mended'))})) process.kill(process.pid, 'SIGKILL')
    if (text === 'full disk' && !existsSync(${JSON.stringify(join(folder, 'mended'))}))
      throw new Error('libvips says:', { cause: Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }) })
    return {}
  },
  steps: () => [],
})
`,
  )
  policy = join(folder, 'policy.yaml')
  await writeFile(policy, 'text:\n  - harm: {}\n')
})
afterAll(() => rm(folder, { recursive: true }))

const run = (output: string, more: readonly string[] = [], from = input) =>
  variegate(['augment', from, '--out', join(folder, output), '--policy', policy, '--use', use, ...more])

test('x', async () => {
  const r = await run('out', ['--timeout', '1', '--workers', '2'])
  console.log(r)
  console.log(await readFile(join(folder, 'out/errors.jsonl'), 'utf8'))
})
