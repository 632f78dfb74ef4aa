import { VariegateError } from '@variegate/core'
import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Whole } from './whole.js'

/** The files of a dataset. */
export interface Listing {
  /** Absolute path of the dataset. */
  readonly folder: string
  /** Files by path relative to the dataset, with slashes, in code unit order. */
  readonly files: readonly ListedFile[]
  /** What is known of all files, where `files` are only those that no layout has taken. */
  readonly whole?: Whole
}

export interface ListedFile {
  readonly path: string
  /** Bytes. */
  readonly size: number
}

/** Find every file below a folder, hidden ones and links left out; `except` are absolute folders that are passed over. */
export async function listFolder(folder: string, except: readonly string[] = []): Promise<Listing> {
  const about = await stat(folder).catch(() => undefined)
  if (!about?.isDirectory())
    throw new VariegateError(`Expected a folder with a dataset but "${folder}" is ${about ? 'a file' : 'not there'}.`)
  const files: ListedFile[] = []
  const walk = async (relative: string): Promise<void> => {
    if (except.includes(join(folder, relative))) return
    for (const entry of await readdir(join(folder, relative), { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue
      const path = relative === '' ? entry.name : `${relative}/${entry.name}`
      // A link may lead out of the dataset, or round in circles.
      if (entry.isDirectory()) await walk(path)
      else if (entry.isFile()) files.push({ path, size: (await stat(join(folder, path))).size })
    }
  }
  await walk('')
  return { folder, files: files.sort((a, b) => (a.path < b.path ? -1 : 1)) }
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
