import { VariegateError } from '@variegate/core'
import type { Source } from './layout.js'

/** A file that a layout takes and cannot read: no samples, and the reason as its problem. */
export function damagedSource<Sample>(
  layout: string,
  modality: string,
  root: string,
  files: readonly string[],
  reason: string,
): Source<Sample> {
  const none = (): never => {
    throw new VariegateError(reason)
  }
  return {
    layout,
    modality,
    root,
    files,
    entries: [],
    problems: [{ id: root, reason }],
    read: none,
    write: none,
    writeOriginal: none,
    join: async () => {},
    labelsOf: () => [],
  }
}

/** What is wrong with a file; what is wrong with the machine is thrown on, for it would be said of every file. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && ['EMFILE', 'ENFILE', 'EIO', 'ENOMEM'].includes(String(error.code))) throw error
  return error.message
}
