import { VariegateError, type Context, type Translator } from '@variegate/core'
import { apertiumTranslator, commandTranslator } from '@variegate/text/node'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Entry, Source } from '../layouts/layout.js'

/** How many other samples a worker keeps at hand. */
const KEPT = 16

/** Make the contexts of a source's samples: partners of the same split, and recordings in folders that the policy names. */
export function contextsOf(
  source: Source,
  policyFile: string,
  translators: Readonly<Record<string, Translator>>,
): (entry: Entry) => Context {
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
    if (entry) return source.read(entry)
    try {
      const { readWav } = await import('@variegate/audio')
      return { ...readWav(await readFile(resolve(dirname(policyFile), id))), id }
    } catch (error) {
      throw new VariegateError(
        `Could not read "${id}": ${error instanceof Error ? error.message : String(error)}`,
        [],
        { cause: error },
      )
    }
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
    list: (folder) => listRecordings(folder, policyFile),
    translators,
  })
}

/** The WAV files of a folder, named as the policy names the folder. */
async function listRecordings(folder: string, policyFile: string): Promise<string[]> {
  try {
    const names = await readdir(resolve(dirname(policyFile), folder))
    return names
      .filter((name) => /\.wav$/i.test(name))
      .sort()
      .map((name) => `${folder}/${name}`)
  } catch (error) {
    throw new VariegateError(`Expected a folder "${folder}" beside the policy file but could not read it.`, [], {
      cause: error,
    })
  }
}

/** Apertium under its own name, and commands under names of the user's. */
export function makeTranslators(commands: Readonly<Record<string, string>>): Readonly<Record<string, Translator>> {
  const named = Object.entries(commands).map(([name, line]): [string, Translator] => {
    const [program = '', ...args] = line.split(/\s+/).filter((word) => word !== '')
    return [name, commandTranslator(program, args)]
  })
  return { apertium: apertiumTranslator(), ...Object.fromEntries(named) }
}
