// Writes each modality's table of transforms into its readme from the definitions; with --check, only compares.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './workspace.mjs'

const MODALITIES = ['image', 'text', 'audio', 'series', 'video']
const check = process.argv.includes('--check')
let stale = 0

for (const modality of MODALITIES) {
  const exported = await import(join(root, `packages/${modality}/dist/index.js`))
  const definitions = exported[`${modality}Transforms`]
  const imageTransforms =
    modality === 'video' ? (await import(join(root, 'packages/image/dist/index.js'))).imageTransforms : []
  const images = new Set(imageTransforms.map(({ name }) => name))
  const mixing = imageTransforms.filter(({ usesOthers }) => usesOthers).map(({ name }) => `\`${name}\``)
  const own = definitions.filter(({ name }) => !images.has(name))
  const rows = own.map(
    ({ name, doc, fields }) =>
      `| \`${name}\` | ${doc} | ${
        Object.keys(fields)
          .map((field) => `\`${field}\``)
          .join(', ') || 'none'
      } |`,
  )
  const note =
    images.size > 0
      ? `\nEvery image transform that needs one picture alone works on clips too, under its own name. Those that mix in other pictures are not for clips, which have none at hand: ${mixing.join(', ')}. A policy that names one of them for video, at any depth, is refused.\n`
      : ''
  const table = `| name | what it does | options |\n|---|---|---|\n${rows.join('\n')}\n${note}`
  const path = join(root, `packages/${modality}/README.md`)
  const before = readFileSync(path, 'utf8')
  const after = before.replace(
    /<!-- transforms -->[^]*<!-- \/transforms -->/,
    `<!-- transforms -->\n\n${table}\n<!-- /transforms -->`,
  )
  if (after === before) continue
  if (check) stale++
  else writeFileSync(path, after)
}
if (stale > 0) {
  console.error(`${stale} readmes are older than the definitions; run node scripts/readme-tables.mjs.`)
  process.exit(1)
}
