import { VariegateError } from '@variegate/core'
import { fold } from '../files/names.js'
import { namesOf, OTHER_FILES, OWN_FILES, type OwnFiles } from '../files/own-files.js'
import type { Dataset } from '../layouts/index.js'

/** The names that meet no file of the dataset, letter case aside. */
export function ownFilesFor({ sources }: Pick<Dataset, 'sources'>): OwnFiles {
  const taken = new Map(sources.flatMap(({ files }) => files.map((file) => [fold(file.split('/')[0] ?? file), file])))
  const meets = (names: OwnFiles) => namesOf(names).find((name) => taken.has(name))
  if (meets(OWN_FILES) === undefined) return OWN_FILES
  const met = meets(OTHER_FILES)
  if (met === undefined) return OTHER_FILES
  throw new VariegateError(
    `Expected a dataset without "${taken.get(met)}" beside one like "${taken.get(meets(OWN_FILES) ?? '')}", as a job writes those names itself; move the dataset into a folder of its own within the one that is given.`,
  )
}
