import { VariegateError } from '@variegate/core'
import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { reasonOf } from './failures.js'
import type { JobSettings } from './settings.js'

/** Check where a job reads and writes, links resolved; nothing is made. */
export async function checkPlaces({ input, output }: Pick<JobSettings, 'input' | 'output'>): Promise<void> {
  const [from, to] = await Promise.all([realPlace(input), realPlace(output)])
  if (from === to) {
    throw new VariegateError(
      `Expected an output folder apart from the dataset but --out is the dataset itself, ${input}; name another folder, which is made where it is not there.`,
    )
  }
  if (isWithin(from, to))
    throw new VariegateError(`Expected an output folder apart from the dataset but ${output} holds ${input}.`)
  const about = await stat(output).catch((error: NodeJS.ErrnoException) => error)
  if (about instanceof Error) {
    if (about.code === 'ENOENT') return
    throw new VariegateError(`Could not look at the output folder ${output}: ${reasonOf(about)}.`, [], { cause: about })
  }
  if (!about.isDirectory())
    throw new VariegateError(`Expected a folder to write to but ${output} is a file; name another with --out.`)
}

/** Whether a place is the folder or lies below it. */
export function isWithin(place: string, folder: string): boolean {
  const below = relative(folder, place)
  return below !== '..' && !below.startsWith(`..${sep}`) && resolve(folder, below) === resolve(place)
}

/** Where a path leads through links, also where its last parts are not there yet. */
export async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch {
    const above = dirname(path)
    return above === path ? path : join(await realPlace(above), basename(path))
  }
}
