export { splitOf } from './splits.js'

/** The name of a copy: `cats/001.jpg` becomes `cats/001.aug2.jpg`; copy 0 is the original and keeps its name. */
export function copyName(path: string, copy: number): string {
  if (copy === 0) return path
  return beforeEnding(path, `.aug${copy}`)
}

/** The id of a copy of a row: `r17` becomes `r17.aug2`. */
export const copyId = (id: string, copy: number): string => (copy === 0 ? id : `${id}.aug${copy}`)

/**
 * Name the copies of a list of paths or ids so that none meets a source or another copy, letter case and Unicode form
 * aside: of sources whose names are alike, the second goes by `name-2`, and a copy whose name is taken by `name.aug1-2`.
 */
export function copyNamer(
  sources: readonly string[],
  nameOf: (source: string, copy: number) => string = copyName,
): (source: string, copy: number) => string {
  const taken = new Set(sources.map(fold))
  const seen = new Set<string>()
  const alike = new Map<string, string>()
  for (const source of sources) {
    const other = seen.has(fold(source)) ? free(source, taken, nameOf) : source
    if (other !== source) alike.set(source, other)
    taken.add(fold(other))
    seen.add(fold(source))
  }
  return (source, copy) => (copy === 0 ? source : free(nameOf(alike.get(source) ?? source, copy), taken, nameOf))
}

/** The name, or the first with a number at its end that is not taken. */
function free(name: string, taken: Set<string>, nameOf: (source: string, copy: number) => string): string {
  if (!taken.has(fold(name))) return name
  for (let number = 2; ; number++) {
    const candidate = nameOf === copyName ? beforeEnding(name, `-${number}`) : `${name}-${number}`
    if (!taken.has(fold(candidate))) return candidate
  }
}

/** How file systems that tell neither case nor Unicode forms apart see a name. */
export const fold = (name: string): string => name.normalize('NFC').toLowerCase()

function beforeEnding(path: string, added: string): string {
  const dot = path.lastIndexOf('.')
  return dot > path.lastIndexOf('/') + 1 ? `${path.slice(0, dot)}${added}${path.slice(dot)}` : `${path}${added}`
}

/** The number of a copy: unique for every source index and copy, and the original's own for copy 0. */
export const copyNumber = (index: number, copy: number, originals: number): number => (copy - 1) * originals + index + 1

export const extensionOf = (path: string): string => {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : ''
}

export const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '')

export const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
