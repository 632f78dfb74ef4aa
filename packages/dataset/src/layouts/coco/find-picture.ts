import type { Listing } from '../../files/listing.js'
import { folderOf, fold } from '../../files/names.js'

/** What a row's `file_name` leads to: one picture, or why none; `candidates` are those it may have meant. */
export type Found = { readonly path: string } | { readonly reason: string; readonly candidates: readonly string[] }

/** Make the function that finds pictures by the names that the rows of a label file give them. */
export function pictureFinder({ files }: Listing): (json: string, name: string) => Found {
  const known = new Set(files.map(({ path }) => path))
  const folded = new Map<string, string[]>()
  for (const { path } of files) {
    const alike = folded.get(fold(path))
    if (alike) alike.push(path)
    else folded.set(fold(path), [path])
  }
  const exactly = (path: string): readonly string[] => (known.has(path) ? [path] : [])
  // Archives and other systems change letter case and Unicode form.
  const loosely = (path: string): readonly string[] => folded.get(fold(path)) ?? []

  return (json, name) => {
    const folders = foldersOf(json)
    const said = name.slice(0, 200)
    const { spellings, isForeign } = spellingsOf(name)
    for (const lookUp of [exactly, loosely]) {
      for (const spelling of spellings) {
        const hits = isForeign ? bySuffix(spelling, folders, lookUp) : relative(spelling, folders, lookUp)
        const [path, ...others] = hits
        if (path !== undefined && others.length === 0) return { path }
        if (path !== undefined)
          return {
            reason: `Expected one picture for "${said}" of ${json} but it may be ${hits.join(' or ')}.`,
            candidates: hits,
          }
      }
    }
    const reason = `Expected the picture "${said}" beside ${json} or below its folder but it is not there.`
    return { reason, candidates: [] }
  }
}

type LookUp = (path: string) => readonly string[]

/** Pictures stand beside the JSON, in images/, in a folder named like the JSON, or in the same beside its folder. */
export function foldersOf(json: string): string[] {
  const root = folderOf(json)
  const stem = json.slice(root === '' ? 0 : root.length + 1).replace(/\.json$/i, '')
  const split = stem.replace(/^(instances|person_keypoints|captions|image_info)_/, '')
  return [root, folderOf(root)].flatMap((above) => [
    above,
    inside(above, 'images'),
    inside(above, stem),
    inside(above, split),
    inside(inside(above, 'images'), split),
  ])
}

/** How a name may stand on the disk: as it is, with slashes, decoded; `isForeign` where it starts outside of the dataset. */
function spellingsOf(name: string): { spellings: string[]; isForeign: boolean } {
  if (name === '') return { spellings: [], isForeign: false }
  const url = /^[a-z][a-z0-9+.-]+:\/\/[^/]*(\/[^?#]*)/i.exec(name)?.[1]
  const plain = url ?? name
  const slashed = plain.replaceAll('\\', '/')
  const isForeign = url !== undefined || slashed.startsWith('/') || /^[a-z]:\//i.test(slashed)
  return { spellings: [...new Set([plain, slashed, decoded(slashed)])], isForeign }
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** Beside the file goes first, as relative names mean that; elsewhere there may be one picture of the name. */
function relative(name: string, folders: readonly string[], lookUp: LookUp): readonly string[] {
  const [beside = [], ...elsewhere] = folders.map((folder) => lookUp(normal(inside(folder, name)) ?? ''))
  return beside.length > 0 ? beside : [...new Set(elsewhere.flat())]
}

/** An absolute path or an address: its longest end that is there, wherever it is there. */
function bySuffix(name: string, folders: readonly string[], lookUp: LookUp): readonly string[] {
  const parts = name.split('/').filter((part) => part !== '')
  if (parts.includes('..') || parts.length > 64) return []
  for (let from = 0; from < parts.length; from++) {
    const end = parts.slice(from).join('/')
    const hits = [...new Set(['', ...folders].flatMap((folder) => lookUp(normal(inside(folder, end)) ?? '')))]
    if (hits.length > 0) return hits
  }
  return []
}

/** A path without `.` and `..`; nothing where it leads out of the dataset, which is never followed. */
function normal(path: string): string | undefined {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined
    if (part !== '' && part !== '.' && part !== '..') parts.push(part)
  }
  return parts.join('/')
}

const inside = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)
