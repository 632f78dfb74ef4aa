// `npm start`: install, build, and augment the bundled samples of every modality into ./out.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, install, root, run } from './workspace.mjs'

install()
build('variegate')
run('node', [
  'packages/cli/bin/variegate.js',
  'augment',
  'samples/dataset',
  '--out',
  'out',
  '--policy',
  'samples/policy.yaml',
  '--copies',
  '2',
  '--seed',
  '7',
])

const lines = readFileSync(join(root, 'out/manifest.jsonl'), 'utf8').trim().split('\n')
console.log(`\n${lines.length} augmented samples lie in ${join(root, 'out')}, each with its recipe in manifest.jsonl.`)
console.log(`Open ${join(root, 'out/report.html')} to see them.`)
