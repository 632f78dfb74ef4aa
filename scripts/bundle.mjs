// Joins a package's compiled modules for Node, which spends more time on opening hundreds of files than on what is in them. Run in the package's folder
// after the compiler; entries are those that its package.json gives a `node` condition. Bundlers of web pages take the modules, which they can shake.
import { build } from 'esbuild'
import { readFileSync, rmSync } from 'node:fs'

const { exports } = JSON.parse(readFileSync('package.json', 'utf8'))
const entries = Object.values(exports).filter(({ node }) => node !== undefined)
rmSync('dist/bundle', { recursive: true, force: true })
await build({
  entryPoints: entries.map((entry) => entry.default),
  outdir: 'dist/bundle',
  outbase: 'dist',
  bundle: true,
  // Entries share one copy of what both use.
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
})
