import { mediaKind } from './kinds.js'

/** The words that name a part of a dataset, and the part's usual name. */
const SPLITS: ReadonlyMap<string, string> = new Map([
  ['train', 'train'],
  ['training', 'train'],
  ['val', 'val'],
  ['valid', 'val'],
  ['validation', 'val'],
  ['dev', 'val'],
  ['test', 'test'],
  ['testing', 'test'],
  ['eval', 'test'],
  ['evaluation', 'test'],
  ['holdout', 'test'],
])

/** The names that splits go by, once other spellings are read. */
export const SPLIT_NAMES = ['train', 'val', 'test']

/** What may stand beside a split's word in a name that has no counterpart: `train_images`, `data-test.csv`, `instances_val2017.json`. */
const PLAIN_WORDS = new Set(
  'image images img imgs picture pictures photo photos data dataset set split file files audio wav wavs sound sounds clip clips video videos text texts label labels annotation annotations instance instances caption captions person keypoints coco x y raw all full'.split(
    ' ',
  ),
)

/** Which split and which class every path of a dataset names. */
export interface Splits {
  /** `train`, `val`, `test`, or '' where the path names none. */
  splitOf(path: string): string
  /** The last folder below `root` that is not the split's, or nothing. */
  classOf(path: string, root: string): string | undefined
  /** Folders that are named like a split and read as a class, e.g. the class "train" among vehicles. */
  readonly readAsClasses: readonly string[]
}

/** The split that a word stands for in any of its spellings, or nothing. */
export const splitNamed = (word: string): string | undefined => SPLITS.get(word.toLowerCase())

/**
 * Tell splits from classes by all paths together, as one name alone can be either. A name counts where one beside it
 * differs by another split's word alone (`train2017`, `val2017`). Without such a counterpart, it counts where it says
 * nothing else (`test`, `train_images`); a folder of files beside others of the same kind is a class then. The outermost folder counts, and
 * of files that hold one sample each only names with counterparts, as "test_tube_1.jpg" is a picture of a tube.
 */
export function splitsIn(paths: readonly string[]): Splits {
  const folders = foldersOf(paths)
  const readAsClasses = new Set<string>()
  const byFolder = new Map<string, SplitFolder | undefined>()
  const folderOfSplit = (path: string): SplitFolder | undefined => {
    const parts = path.split('/').slice(0, -1)
    const key = `${kindOf(path)}:${parts.join('/')}`
    if (!byFolder.has(key)) byFolder.set(key, findFolder(parts, kindOf(path)))
    return byFolder.get(key)
  }

  function findFolder(parts: readonly string[], kind: string): SplitFolder | undefined {
    let alone: SplitFolder | undefined
    for (const [depth, name] of parts.entries()) {
      const named = readName(name)
      if (!named) continue
      const parent = folders.get(`${kind}:${parts.slice(0, depth).join('/')}`)
      if (hasCounterpart(parent?.folders.keys() ?? [], named)) return { depth, split: named.split }
      if (!named.isPlain || alone) continue
      if (isAmongClasses(parent, name)) readAsClasses.add(parts.slice(0, depth + 1).join('/'))
      else alone = { depth, split: named.split }
    }
    return alone
  }

  for (const path of paths) folderOfSplit(path)
  return {
    readAsClasses: [...readAsClasses].sort(),
    splitOf(path) {
      const found = folderOfSplit(path)
      if (found) return found.split
      const at = path.lastIndexOf('/') + 1
      const named = readName(path.slice(at), true)
      if (!named) return ''
      const names = folders.get(`${kindOf(path)}:${path.slice(0, Math.max(0, at - 1))}`)?.templates.get(named.template)
      const isCounted = (names?.size ?? 0) > 1 || (mediaKind(path) === undefined && named.isPlain)
      return isCounted ? named.split : ''
    },
    classOf(path, root) {
      const depth = folderOfSplit(path)?.depth
      const first = root === '' ? 0 : root.split('/').length
      return path
        .split('/')
        .slice(0, -1)
        .findLast((_, index) => index >= first && index !== depth)
    },
  }
}

/** The split that a single path names, or ''. */
export const splitOf = (path: string): string => splitsIn([path]).splitOf(path)

interface SplitFolder {
  readonly depth: number
  readonly split: string
}

/** What a folder holds of files of one kind. */
interface Folder {
  /** The folders in it, and whether files stand in each directly. */
  readonly folders: Map<string, boolean>
  /** The splits that its files name, by the names without the split's word. */
  readonly templates: Map<string, Set<string>>
}

const kindOf = (path: string): string => mediaKind(path) ?? 'other'

function foldersOf(paths: readonly string[]): Map<string, Folder> {
  const folders = new Map<string, Folder>()
  const at = (key: string): Folder => {
    const known = folders.get(key) ?? { folders: new Map(), templates: new Map() }
    folders.set(key, known)
    return known
  }
  for (const path of paths) {
    const kind = kindOf(path)
    const parts = path.split('/')
    const file = readName(parts.pop() ?? '', true)
    if (file) {
      const { templates } = at(`${kind}:${parts.join('/')}`)
      templates.set(file.template, (templates.get(file.template) ?? new Set()).add(file.split))
    }
    for (const [depth, name] of parts.entries()) {
      const parent = at(`${kind}:${parts.slice(0, depth).join('/')}`)
      parent.folders.set(name, (parent.folders.get(name) ?? false) || depth === parts.length - 1)
    }
  }
  return folders
}

interface SplitName {
  readonly split: string
  /** The name with a mark in place of the split's word and of numbers. */
  readonly template: string
  /** Whether it says nothing but the split. */
  readonly isPlain: boolean
}

/** The split that a name's words say, where they say one. */
function readName(name: string, isFile = false): SplitName | undefined {
  const stem = isFile ? name.replace(/\.[^.]*$/, '') : name
  const words = stem
    .toLowerCase()
    .split(/[^\p{L}\p{M}]+/u)
    .filter((word) => word !== '')
  const said = words.filter((word) => SPLITS.has(word))
  const [first] = said
  const split = first === undefined ? undefined : SPLITS.get(first)
  if (split === undefined || said.length > 1) return undefined
  const isPlain =
    words.every((word) => SPLITS.has(word) || PLAIN_WORDS.has(word)) ||
    (isFile && stem.split('.').some((part) => SPLITS.has(part.toLowerCase())))
  const template = name
    .toLowerCase()
    .replace(/[\p{L}\p{M}]+/gu, (word) => (SPLITS.has(word) ? '*' : word))
    .replace(/\d+/g, '#')
  return { split, template, isPlain }
}

const hasCounterpart = (names: Iterable<string>, { split, template }: SplitName): boolean =>
  [...names].some((other) => {
    const named = readName(other)
    return named !== undefined && named.template === template && named.split !== split
  })

/** Files stand in it directly, and in another folder beside it. */
const isAmongClasses = (parent: Folder | undefined, name: string): boolean =>
  parent?.folders.get(name) === true && [...parent.folders].some(([other, holds]) => other !== name && holds)
