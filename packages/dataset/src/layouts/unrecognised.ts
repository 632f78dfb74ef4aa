import { VariegateError } from '@variegate/core'
import type { ListedFile } from '../files/listing.js'
import type { Source } from './layout.js'
import { lostLabels } from './lost-labels.js'
import { pairedFolders } from './paired-folders.js'

/** What is known when every layout has taken its files. */
export interface Taken {
  readonly folder: string
  /** Files that no layout has taken. */
  readonly left: readonly ListedFile[]
  readonly sources: readonly Source[]
  /** Whether the user has said how the dataset is to be read. */
  readonly isLayoutGiven: boolean
}

/** What looks like labels that would be lost, or like pictures and their targets that would be read as classes: a sentence each, with what was seen. */
export async function unrecognised(taken: Taken): Promise<readonly string[]> {
  const pairs = taken.isLayoutGiven ? [] : await pairedFolders(taken)
  return [...pairs, ...(await lostLabels(taken))]
}

/** The error that stops a run over what was found. */
export const refusalOf = (folder: string, findings: readonly string[]): VariegateError =>
  new VariegateError(
    `Expected to recognise all labels in "${folder}" but some would be lost or read wrongly:\n${findings.map((finding) => `  - ${finding}\n`).join('')}Move these files out of the dataset, say how to read it with --layout, or go on without their labels with --ignore-unrecognised.`,
  )
