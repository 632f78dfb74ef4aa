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
