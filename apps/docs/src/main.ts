import { fileURLToPath } from 'node:url'
import { writeReference } from './reference.js'

const folder = fileURLToPath(new URL('../../../docs/reference', import.meta.url))
const counts = new Map<string, number>()
const start = performance.now()
const { pages, files, bytes } = await writeReference(folder, {
  onPage: ({ heading }) => counts.set(heading, (counts.get(heading) ?? 0) + 1),
})
const seconds = Math.round((performance.now() - start) / 1000)
for (const [heading, count] of counts) console.log(`${heading.padEnd(8)} ${count} transforms`)
console.log(
  `Wrote ${pages} pages with ${files} pictures and sounds (${Math.round(bytes / 1e6)} MB) in ${seconds} s; open docs/reference/index.html.`,
)
