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
  const audioTransforms =
    modality === 'video' ? (await import(join(root, 'packages/audio/dist/index.js'))).audioTransforms : []
  const images = new Set([...imageTransforms, ...audioTransforms].map(({ name }) => name))
  const own = definitions.filter(({ name, fields }) => !(images.has(name) && 'vary' in fields))
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
      ? '\nEvery image transform works on clips too, under its own name: drawn once a clip, anew for every frame, or along a path (`vary`). Those that mix in other pictures take another clip, whose class and objects come along. Audio transforms that leave the length alone act on the sound.\n'
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
