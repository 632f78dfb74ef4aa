import { join } from 'node:path'
import type { Shard } from './settings.js'

/** Where a job keeps what it needs until it is done. */
export const workFolder = (output: string): string => join(output, '.variegate')

/** A file of one shard in the work folder. */
export const shardFile = (output: string, { index, count }: Shard, name: string, ending: string): string =>
  join(workFolder(output), `${name}-${index}-of-${count}.${ending}`)
