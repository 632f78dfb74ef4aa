/** The name of a copy: `cats/001.jpg` becomes `cats/001.aug2.jpg`; copy 0 is the original and keeps its name. */
export function copyName(path: string, copy: number): string {
  if (copy === 0) return path
  const slash = path.lastIndexOf('/')
  const dot = path.lastIndexOf('.')
  return dot > slash + 1 ? `${path.slice(0, dot)}.aug${copy}${path.slice(dot)}` : `${path}.aug${copy}`
}

/** The id of a copy of a row: `r17` becomes `r17.aug2`. */
export const copyId = (id: string, copy: number): string => (copy === 0 ? id : `${id}.aug${copy}`)

/** The number of a copy: unique for every source index and copy, and the original's own for copy 0. */
export const copyNumber = (index: number, copy: number, originals: number): number => (copy - 1) * originals + index + 1

export const extensionOf = (path: string): string => {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : ''
}

export const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '')

export const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

const SPLITS: ReadonlySet<string> = new Set([
  'train',
  'training',
  'val',
  'valid',
  'validation',
  'dev',
  'test',
  'testing',
])

/** The split that a path names in a folder or between dots, or ''. */
export function splitOf(path: string): string {
  const folders = folderOf(path).split('/')
  return [...folders.toReversed(), ...baseOf(path).split('.')].find((part) => SPLITS.has(part.toLowerCase())) ?? ''
}

/** The class that a path names: the last folder below `root` that is not a split, or nothing. */
export function classOf(path: string, root: string): string | undefined {
  const below = root === '' ? path : path.slice(root.length + 1)
  return folderOf(below)
    .split('/')
    .findLast((part) => part !== '' && !SPLITS.has(part.toLowerCase()))
}
