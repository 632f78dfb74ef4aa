import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { namesOf, OTHER_FILES, OWN_FILES } from './own-files.js'

/** The facts of a job, as it writes them first of all. */
const FACTS = /^\{\n {2}"version": \d+,\n {2}"seed": /

/** The names of the job's own files where a folder is the output of one; nothing where it is not. */
export async function earlierOutput(
  folder: string,
  names: ReadonlySet<string>,
): Promise<ReadonlySet<string> | undefined> {
  for (const own of [OTHER_FILES, OWN_FILES])
    if (names.has(own.job) && FACTS.test(await headOf(join(folder, own.job)))) return new Set(namesOf(own))
  return undefined
}

/** The first characters of a file; none where it cannot be read, which is told where the file itself is looked at. */
async function headOf(path: string): Promise<string> {
  const file = await open(path, 'r').catch(() => undefined)
  if (!file) return ''
  try {
    const buffer = Buffer.alloc(64)
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } catch {
    return ''
  } finally {
    await file.close()
  }
}
