// Packs every package and checks what a user would install: its entries, types and files.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bin, root, run } from './workspace.mjs'

const folder = mkdtempSync(join(tmpdir(), 'variegate-pack-'))
for (const name of readdirSync(join(root, 'packages'))) {
  run(join(root, 'node_modules/.bin/pnpm'), ['pack', '--pack-destination', folder], {
    cwd: join(root, 'packages', name),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}
for (const file of readdirSync(folder)) {
  const tarball = join(folder, file)
  bin('publint', 'run', tarball, '--strict')
  // Packages are ES modules; resolution as CommonJS is not offered. The command has no entry to import.
  if (!/^variegate-\d/.test(file)) bin('attw', tarball, '--profile', 'esm-only', '--quiet')
}
rmSync(folder, { recursive: true })
