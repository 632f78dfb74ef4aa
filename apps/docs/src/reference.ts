import type { Keep } from '@variegate/dataset/report'
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { showDraws } from './draws.js'
import { loadEntries, pageOf, type Entry } from './entries.js'
import { sampleOf } from './examples.js'
import { openMaterial } from './material.js'
import { showIndex, showPage } from './pages.js'

/** The bundled samples. */
export const SAMPLES = fileURLToPath(new URL('../../../samples', import.meta.url))

export interface Written {
  readonly pages: number
  readonly files: number
  readonly bytes: number
}

export interface ReferenceOptions {
  /** Which transforms get a page; all unless stated. */
  readonly wanted?: (entry: Entry) => boolean
  /** Hears of each page as it is written. */
  readonly onPage?: (entry: Entry) => void
}

/** Write a page for each transform, an index and their pictures; what was in the folder before is removed. */
export async function writeReference(
  folder: string,
  { wanted = () => true, onPage = () => {} }: ReferenceOptions = {},
): Promise<Written> {
  const { entries: all, packages } = await loadEntries()
  const entries = all.filter(wanted)
  const read = await openMaterial(SAMPLES)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'files'), { recursive: true })
  const kept = keeper(folder)
  const covers = new Map<Entry, string>()
  let bytes = 0
  const page = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    bytes += Buffer.byteLength(text)
  }
  for (const [index, entry] of entries.entries()) {
    const name = pageOf(entry)
    const keep = kept.keep(name.replace(/\.html$/, ''))
    const draws = await showDraws(entry, await read(sampleOf(entry)), packages, keep)
    covers.set(entry, draws.cover)
    page(name, showPage(entry, draws, entries[index - 1], entries[index + 1]))
    onPage(entry)
  }
  page('index.html', showIndex(entries, covers))
  return { pages: entries.length + 1, files: kept.count(), bytes: bytes + kept.bytes() }
}

const ENDINGS: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'audio/wav': 'wav' }

/** Keep pictures and sounds beside the pages, each once however often it is shown. */
function keeper(folder: string) {
  const known = new Map<string, string>()
  let bytes = 0
  return {
    keep: (stem: string): Keep => {
      let count = 0
      return (type, content) => {
        const hash = createHash('sha256').update(content).digest('hex')
        const there = known.get(hash)
        if (there !== undefined) return there
        const address = `files/${stem}-${++count}.${ENDINGS[type] ?? 'bin'}`
        writeFileSync(join(folder, address), content)
        known.set(hash, address)
        bytes += content.length
        return address
      }
    },
    count: () => known.size,
    bytes: () => bytes,
  }
}
