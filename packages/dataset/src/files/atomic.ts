import { createHash } from 'node:crypto'
import { createWriteStream, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Output } from '../layouts/layout.js'

/** What a file is called until it is whole. */
export const PART = '.part'

/**
 * Write a file below the output under a temporary name, then rename it; returns the hex SHA-256 of its bytes. A worker would do nothing else while
 * another thread wrote, and handing small files over takes longer than writing them.
 */
export function writeAtomically({ folder }: Output, path: string, bytes: Uint8Array | string): string {
  const target = join(folder, path)
  try {
    writeFileSync(target + PART, bytes)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      // Half a file would take the space that a full disk lacks.
      rmSync(target + PART, { force: true })
      throw error
    }
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target + PART, bytes)
  }
  renameSync(target + PART, target)
  return sha256(bytes)
}

/** Write a file below the output piece by piece, then rename it. */
export async function streamAtomically(
  { folder }: Output,
  path: string,
  pieces: AsyncIterable<string | Uint8Array>,
): Promise<void> {
  const target = join(folder, path)
  await mkdir(dirname(target), { recursive: true })
  await pipeline(pieces, createWriteStream(target + PART))
  await rename(target + PART, target)
}

/** The hex SHA-256 of bytes, or of a text as UTF-8. */
export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')
