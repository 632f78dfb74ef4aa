import { sharesIn } from './class-shares.js'
import type { ListedFile } from './listing.js'
import { mediaKind } from './kinds.js'
import { copyNamer, extensionOf, fold } from './names.js'
import { splitsIn, type Splits } from './splits.js'

/** What every layout must know of all files of a dataset, also of those that are another's. */
export interface Whole {
  readonly splits: Splits
  /** Name a copy of a file so that it meets no other file of the dataset. */
  readonly nameCopy: (path: string, copy: number) => string
  /** Tables of class shares, and the ending of the files that they are about. */
  readonly shares: ReadonlyMap<string, string>
  /** Every path, and as file systems that fold names see them. */
  readonly known: ReadonlySet<string>
  readonly folded: ReadonlySet<string>
  /** The kinds of media in it: `image`, `audio`, `video`. */
  readonly kinds: ReadonlySet<string>
}

export async function wholeOf(folder: string, files: readonly ListedFile[]): Promise<Whole> {
  const paths = files.map(({ path }) => path)
  const shares = new Map<string, string>()
  for (const path of paths) {
    const first = await sharesIn(folder, path)
    if (first) shares.set(path, extensionOf(first.file))
  }
  return {
    splits: splitsIn(paths),
    nameCopy: copyNamer(paths),
    shares,
    known: new Set(paths),
    folded: new Set(paths.map(fold)),
    kinds: new Set(paths.flatMap((path) => mediaKind(path) ?? [])),
  }
}
