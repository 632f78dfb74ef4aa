import { VariegateError } from '@variegate/core'
import type { Dirent } from 'node:fs'
import { lstat, open, readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { earlierOutput } from './earlier-output.js'
import type { Whole } from './whole.js'

/** The files of a dataset. */
export interface Listing {
  /** Absolute path of the dataset. */
  readonly folder: string
  /** Files by path relative to the dataset, with slashes, in code unit order. */
  readonly files: readonly ListedFile[]
  /** What is known of all files, where `files` are only those that no layout has taken. */
  readonly whole?: Whole
  /** What is there and is not looked at, with the reason; by path, in code unit order. */
  readonly passedOver: readonly PassedOver[]
}

export interface ListedFile {
  readonly path: string
  /** Bytes. */
  readonly size: number
}

export interface PassedOver {
  /** Its path, or that of a folder with a slash at the end. */
  readonly id: string
  readonly reason: string
}

/** Find every file below a folder; hidden ones are left out, and `except` are absolute folders that are passed over. */
export async function listFolder(folder: string, except: readonly string[] = []): Promise<Listing> {
  const about = await stat(folder).catch((error: NodeJS.ErrnoException) => error)
  if (about instanceof Error || !about.isDirectory()) {
    const what = !(about instanceof Error)
      ? 'a file'
      : about.code === 'ENOENT'
        ? 'not there'
        : `not to be read (${about.message})`
    throw new VariegateError(`Expected a folder with a dataset but "${folder}" is ${what}.`)
  }
  const closed = new Set(await Promise.all(except.map((path) => realpath(path).catch(() => path))))
  const real = await realpath(folder)
  const files: ListedFile[] = []
  const passedOver: PassedOver[] = []
  // A list of what is still to be looked at bears any depth.
  const left = ['']
  for (let relative = left.pop(); relative !== undefined; relative = left.pop()) {
    const place = join(folder, relative)
    if (closed.has(join(real, relative))) {
      passedOver.push({ id: `${relative}/`, reason: 'It is the output folder.' })
      continue
    }
    const entries = await readdir(place, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => error)
    if (entries instanceof Error) {
      if (relative === '' || OF_MACHINE.has(entries.code ?? '')) throw unreadable(place, entries)
      passedOver.push({ id: `${relative}/`, reason: `It is a folder that cannot be read: ${entries.message}.` })
      continue
    }
    const ours = await earlierOutput(place, new Set(entries.map(({ name }) => name)))
    if (ours && relative !== '') {
      passedOver.push({ id: `${relative}/`, reason: 'It is the output of an earlier job.' })
      continue
    }
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue
      const path = relative === '' ? entry.name : `${relative}/${entry.name}`
      const kind = await kindOf(join(folder, path), entry)
      if (ours?.has(entry.name)) passedOver.push({ id: path, reason: 'An earlier job wrote it about itself.' })
      else if (kind === 'folder') left.push(path)
      else if (typeof kind === 'string') passedOver.push({ id: path, reason: kind })
      else files.push({ path, ...kind })
    }
  }
  return {
    folder,
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    passedOver: passedOver.sort((a, b) => (a.id < b.id ? -1 : 1)),
  }
}

/** What is no fault of one folder or file. */
const OF_MACHINE: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE', 'EIO', 'ENOMEM'])

const unreadable = (place: string, error: NodeJS.ErrnoException): VariegateError =>
  new VariegateError(`Could not read the folder ${place}: ${error.message}.`, [], { cause: error })

/** Say that it is a folder, or how large a file, or why it is neither. */
async function kindOf(path: string, entry: Dirent): Promise<'folder' | { readonly size: number } | string> {
  // What a name of other bytes becomes leads nowhere.
  if (entry.name.includes('\uFFFD') && (await lstat(path).catch(() => undefined)) === undefined)
    return 'Its name is not UTF-8; rename it.'
  if (entry.isDirectory()) return 'folder'
  // A link may lead out of the dataset, or round in circles, or to what is listed already.
  if (entry.isSymbolicLink()) return 'It is a symbolic link, which is not followed; put the file itself in its place.'
  if (entry.isFIFO()) return 'It is a pipe, not a file.'
  if (entry.isSocket()) return 'It is a socket, not a file.'
  if (!entry.isFile()) return 'It is a device, not a file.'
  try {
    return { size: (await stat(path)).size }
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    if (OF_MACHINE.has(code)) throw unreadable(path, error as NodeJS.ErrnoException)
    return `It cannot be read: ${message}.`
  }
}

/** Whether a file is listed; the list is in order. */
export function hasFile({ files }: Listing, path: string): boolean {
  let [low, high] = [0, files.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((files[middle]?.path ?? '') < path) low = middle + 1
    else high = middle
  }
  return files[low]?.path === path
}

/** The first bytes of a file as text. */
export async function readHead(path: string, bytes = 65536): Promise<string> {
  const file = await open(path)
  try {
    const buffer = Buffer.alloc(bytes)
    const { bytesRead } = await file.read(buffer, 0, bytes, 0)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}
