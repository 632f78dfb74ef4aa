import { VariegateError } from '@variegate/core'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { reasonOf } from './failures.js'
import type { Shard } from './settings.js'

/** Where a job keeps what it needs until it is done. */
export const workFolder = (output: string): string => join(output, '.variegate')

/** A file of one shard in the work folder. */
export const shardFile = (output: string, { index, count }: Shard, name: string, ending: string): string =>
  join(workFolder(output), `${name}-${index}-of-${count}.${ending}`)

/** Make a folder and those above it. Node's own way calls a read-only place missing, and never ends below /proc. */
export async function makeFolder(folder: string): Promise<void> {
  const make = () =>
    mkdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  try {
    await make().catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT' || dirname(folder) === folder) throw error
      await makeFolder(dirname(folder))
      await make()
    })
  } catch (error) {
    if (error instanceof VariegateError) throw error
    throw new VariegateError(`Could not make the folder ${folder}: ${reasonOf(error)}; name another with --out.`, [], {
      cause: error,
    })
  }
}
