import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Output } from '../layouts/layout.js'

/** What a file is called until it is whole. */
export const PART = '.part'

/** Write a file below the output under a temporary name, then rename it; returns the hex SHA-256 of its bytes. */
export async function writeAtomically({ folder }: Output, path: string, bytes: Uint8Array | string): Promise<string> {
  const target = join(folder, path)
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target + PART, bytes)
  await rename(target + PART, target)
  return sha256(bytes)
}

/** Write a file below the output piece by piece, then rename it. */
export async function streamAtomically({ folder }: Output, path: string, pieces: AsyncIterable<string>): Promise<void> {
  const target = join(folder, path)
  await mkdir(dirname(target), { recursive: true })
  await pipeline(pieces, createWriteStream(target + PART))
  await rename(target + PART, target)
}

/** The hex SHA-256 of bytes, or of a text as UTF-8. */
export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')
