import { replayAsync, VariegateError, type JsonObject, type Recipe } from '@variegate/core'
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { scanLines } from '../files/lines.js'
import { openDataset } from '../layouts/index.js'
import { OTHER_FILES, OWN_FILES } from '../files/own-files.js'
import { contextsOf, makeServices } from './context.js'
import { loadPackages } from './packages.js'
import { folderStore } from './store.js'

export interface ReplaySettings {
  /** The dataset that the job read. */
  readonly input: string
  readonly manifest: string
  /** The output as the manifest names it. */
  readonly output: string
  /** Where to write it; nowhere, only checked, where absent. */
  readonly to?: string
  /** The policy file, whose folders the recipe may name; beside the manifest unless stated. */
  readonly policyFile?: string
  readonly use: readonly string[]
}

export interface Replayed {
  readonly id: string
  readonly sha256: string
  /** Whether it has the same bytes as the manifest says. */
  readonly same: boolean
}

/** Make one output again from its line in the manifest, without any random numbers. */
export async function replayOutput(settings: ReplaySettings): Promise<Replayed> {
  const line = await findLine(settings.manifest, settings.output)
  const { id, copy, recipe, sha256 } = line
  const dataset = await openDataset(settings.input, { unrecognized: 'skip' })
  const source = dataset.sources.find(({ entries }) => entries.some((entry) => entry.id === id))
  const entry = source?.entries.find((candidate) => candidate.id === id)
  if (!source || !entry)
    throw new VariegateError(`Expected the sample "${id}" in ${settings.input} but it is not there.`)
  const packages = await loadPackages(settings.use, [source.modality])
  const { manifest, policyFile = manifest } = settings
  const { kept } = basename(manifest) === OTHER_FILES.manifest ? OTHER_FILES : OWN_FILES
  const store = folderStore(join(dirname(manifest), kept))
  const context = contextsOf(source, { policyFile, services: makeServices({}), store })(entry)
  const sample = await replayAsync(recipe, await source.read(entry), {
    transforms: packages[source.modality] ?? [],
    context,
  })
  const folder = await mkdtemp(join(tmpdir(), 'variegate-'))
  try {
    const written =
      copy === 0 ? await source.writeOriginal(entry, { folder }) : await source.write(entry, copy, sample, { folder })
    if (settings.to !== undefined) await deliver(folder, written.output, written.rows, settings.to)
    return { id, sha256: written.sha256, same: written.sha256 === sha256 }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** A file of its own is copied; rows of a shared file are written as they stand in it. */
async function deliver(folder: string, output: string, rows: readonly { value: unknown }[], to: string): Promise<void> {
  const target = resolve(to)
  await mkdir(dirname(target), { recursive: true })
  const bytes = await readFile(join(folder, output)).catch(() => undefined)
  if (bytes) await copyFile(join(folder, output), `${target}.part`)
  else
    await writeFile(
      `${target}.part`,
      rows.map(({ value }) => (typeof value === 'string' ? value : JSON.stringify(value))).join('\n'),
    )
  await rename(`${target}.part`, target)
}

interface ManifestLine {
  readonly id: string
  readonly copy: number
  readonly recipe: Recipe
  readonly sha256: string
}

async function findLine(manifest: string, output: string): Promise<ManifestLine> {
  try {
    for await (const { text } of scanLines(manifest)) {
      if (text.trim() === '') continue
      const line = JSON.parse(text) as JsonObject
      if (line.output === output) return line as unknown as ManifestLine // a line of our own manifest
    }
  } catch (error) {
    throw new VariegateError(
      `Could not read the manifest ${manifest}: ${error instanceof Error ? error.message : String(error)}`,
      [],
      { cause: error },
    )
  }
  throw new VariegateError(`Expected an output "${output}" in ${manifest} but no line names it.`)
}
