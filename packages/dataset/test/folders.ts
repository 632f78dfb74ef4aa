import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import { openDataset, type Entry, type Row, type Source } from '../src/layouts/index.js'

const made: string[] = []
afterAll(async () => {
  for (const folder of made) await rm(folder, { recursive: true })
})

/** Make an empty folder, which goes when the test file ends. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'variegate-'))
  made.push(folder)
  return folder
}

/** Make a folder of files by path. */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const root = await emptyFolder()
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), content)
  }
  return root
}

export interface WriteOptions {
  readonly copies?: number
  readonly originals?: boolean
  /** What becomes of a sample in a copy; nothing unless given. */
  readonly change?: (sample: unknown, entry: Entry, copy: number, source: Source) => unknown
}

/** Write originals and copies of every sample of every source, through JSON as a job's journal holds them; gives the folder written to. */
export async function writeDataset(root: string, { copies = 1, originals = false, change }: WriteOptions = {}) {
  const output = { folder: await emptyFolder() }
  for (const source of (await openDataset(root)).sources) {
    const lines: string[] = []
    for (const entry of source.entries) {
      const sample = await source.read(entry)
      const rows: Row[] = originals ? [...(await source.writeOriginal(entry, output)).rows] : []
      for (let copy = 1; copy <= copies; copy++) {
        const changed = change ? await change(sample, entry, copy, source) : sample
        rows.push(...(await source.write(entry, copy, changed, output)).rows)
      }
      lines.push(...rows.map((row) => JSON.stringify(row)))
    }
    await source.join(async function* () {
      for (const line of lines) yield JSON.parse(line) as Row
    }, output)
  }
  return output.folder
}

export const readText = (...path: string[]): Promise<string> => readFile(join(...path), 'utf8')

/** The sources' problems, by id; several of one id in order. */
export async function problemsOf(root: string): Promise<Record<string, string>> {
  const { sources } = await openDataset(root, { unrecognized: 'skip' })
  return Object.fromEntries(sources.flatMap(({ problems }) => problems.map(({ id, reason }) => [id, reason])))
}
