import { VariegateError } from '@variegate/core'
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { PART, sha256 } from '../files/atomic.js'

/** Where what came from outside is kept, by the hash of its bytes. */
export interface Store {
  keep(bytes: Uint8Array): Promise<string>
  kept(hash: string): Promise<Uint8Array>
}

/** A folder of files named by their SHA-256: each is written once, and is on the disk before anything names it. */
export function folderStore(folder: string): Store {
  return {
    async keep(bytes) {
      const hash = sha256(bytes)
      const path = join(folder, hash)
      if (await stat(path).catch(() => undefined)) return hash
      await mkdir(folder, { recursive: true })
      // Several workers may keep the same at once; each renames a whole file of its own.
      const part = `${path}.${process.pid}-${Math.trunc(performance.now() * 1e3)}${PART}`
      const file = await open(part, 'wx')
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(part, path)
      return hash
    },
    async kept(hash) {
      const path = join(folder, hash)
      const bytes = /^[0-9a-f]{64}$/.test(hash) ? await readFile(path).catch(() => undefined) : undefined
      if (!bytes)
        throw new VariegateError(
          `Expected what was kept as ${hash} in ${folder} but it is not there; bring it back from where the job wrote it.`,
        )
      if (sha256(bytes) !== hash)
        throw new VariegateError(
          `Expected ${path} to hold what its name says but it has changed; bring it back from where the job wrote it.`,
        )
      return bytes
    },
  }
}
