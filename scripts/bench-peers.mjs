// `npm run bench:peers`: our speed beside that of albumentations and OpenCV, in a Python environment of its own in ./.peers.
import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, install, root, run } from './workspace.mjs'

const environment = join(root, '.peers')
const python = join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
const requirements = join(root, 'apps/bench/peers/requirements.txt')
// A copy of what was asked for, written once it is all there.
const installed = join(environment, 'requirements.txt')

install()
build('@variegate/bench', 'variegate')
if (!existsSync(installed) || readFileSync(installed, 'utf8') !== readFileSync(requirements, 'utf8')) {
  run(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', environment])
  run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements])
  copyFileSync(requirements, installed)
}
run('node', ['apps/bench/dist/peers/compare.js', '--python', python, ...process.argv.slice(2)])
