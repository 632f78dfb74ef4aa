import { VariegateError, type Context } from '@variegate/core'
import { apertiumTranslator, commandTranslator, translators, type Translator } from '@variegate/text/node'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { extensionOf } from '../files/names.js'
import { mediaReaders } from '../layouts/media-readers.js'
import type { Entry, Source } from '../layouts/layout.js'
import type { Store } from './store.js'

/** How many other samples a worker keeps at hand. */
const KEPT = 16

/** What contexts are made of beside the dataset. */
export interface Around {
  /** Folders that a policy names lie beside it. */
  readonly policyFile: string
  /** What modalities declare that they need from outside, by name. */
  readonly services: Context['services']
  readonly store: Store
}

/** Make the contexts of a source's samples: partners of the same split, and files of folders that the policy names. */
export function contextsOf(source: Source, { policyFile, services, store }: Around): (entry: Entry) => Context {
  const bySplit = new Map<string, string[]>()
  const entries = new Map(source.entries.map((entry) => [entry.id, entry]))
  for (const { id, split } of source.entries) {
    const ids = bySplit.get(split)
    if (ids) ids.push(id)
    else bySplit.set(split, [id])
  }
  for (const ids of bySplit.values()) ids.sort()
  const kept = new Map<string, Promise<unknown>>()
  const read = async (id: string): Promise<unknown> => {
    const entry = entries.get(id)
    return entry ? source.read(entry) : readBeside(source.modality, id, policyFile)
  }
  const lookup = (id: string): Promise<unknown> => {
    const known = kept.get(id) ?? read(id)
    // Used last goes last, so that the first is the one to forget.
    kept.delete(id)
    kept.set(id, known)
    const [oldest] = kept.keys()
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
    return known
  }
  return (entry) => ({
    get partners() {
      return (bySplit.get(entry.split) ?? []).filter((id) => id !== entry.id)
    },
    lookup,
    list: (folder) => listBeside(source.modality, folder, policyFile),
    services,
    keep: store.keep,
    kept: store.kept,
  })
}

/** Read a file that a policy leads to as a sample of a modality. */
async function readBeside(modality: string, id: string, policyFile: string): Promise<unknown> {
  try {
    const reader = mediaReaders[modality]
    if (!reader) throw new VariegateError(`samples of ${modality} have no files of their own.`)
    return await reader.read(await readFile(resolve(dirname(policyFile), id)), id)
  } catch (error) {
    throw new VariegateError(`Could not read "${id}": ${error instanceof Error ? error.message : String(error)}`, [], {
      cause: error,
    })
  }
}

/** The files of a folder that a modality reads, named as the policy names the folder. */
async function listBeside(modality: string, folder: string, policyFile: string): Promise<string[]> {
  try {
    const names = await readdir(resolve(dirname(policyFile), folder))
    const endings = mediaReaders[modality]?.endings ?? []
    return names
      .filter((name) => endings.includes(extensionOf(name)))
      .sort()
      .map((name) => `${folder}/${name}`)
  } catch (error) {
    throw new VariegateError(`Expected a folder "${folder}" beside the policy file but could not read it.`, [], {
      cause: error,
    })
  }
}

/** The services of a job: Apertium under its own name, and commands under names of the user's. */
export const makeServices = (commands: Readonly<Record<string, string>>): Context['services'] => ({
  [translators.name]: makeTranslators(commands),
})

function makeTranslators(commands: Readonly<Record<string, string>>): Readonly<Record<string, Translator>> {
  const named = Object.entries(commands).map(([name, line]): [string, Translator] => {
    const [program = '', ...args] = line.split(/\s+/).filter((word) => word !== '')
    return [name, commandTranslator(program, args)]
  })
  return { apertium: apertiumTranslator(), ...Object.fromEntries(named) }
}
