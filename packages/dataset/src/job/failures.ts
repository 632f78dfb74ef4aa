import { VariegateError } from '@variegate/core'

/** What the machine lacks, by the system's code; none of it says anything of a sample. */
const LACKS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EMFILE: 'this process has too many files open',
  ENFILE: 'the machine has too many files open',
  EIO: 'a disk could not be read or written',
  ENOMEM: 'the machine has no memory left',
  EAGAIN: 'the machine can start no more processes',
}

/** What libraries that lose the code say; of these, none is said of damaged files too. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/no space left on device/i, 'ENOSPC'],
  [/disk quota exceeded/i, 'EDQUOT'],
  [/read-only file system/i, 'EROFS'],
  [/too many open files in system/i, 'ENFILE'],
  [/too many open files/i, 'EMFILE'],
]

/** Codes that are the machine's where they are about the output; an input that may not be read is a sample's own fault. */
const OF_OUTPUT: Readonly<Record<string, string>> = {
  EACCES: 'the output may not be written',
  EPERM: 'the output may not be written',
  ENOTDIR: 'a file stands where the output needs a folder',
  EISDIR: 'a folder stands where the output needs a file',
  ENOTEMPTY: 'a folder stands where the output needs a file',
}

/** Say what is wrong with the machine, or nothing where an error is about a sample; `output` is the folder that is written to. */
export function machineFault(error: unknown, output: string): string | undefined {
  const seen = new Set<unknown>()
  for (let cause = error; cause instanceof Error && !seen.has(cause); cause = cause.cause) {
    seen.add(cause)
    const { code, path, dest } = cause as Error & { readonly [field in 'code' | 'path' | 'dest']?: unknown } // whatever it has
    const isOutput = [path, dest].some(
      (place) => typeof place === 'string' && (place === output || place.startsWith(`${output}/`)),
    )
    // Our own sentences may quote a file's content; by name, as a user's module may have a core of its own.
    const said =
      cause.name === 'VariegateError' ? undefined : WORDS.find(([words]) => words.test((cause as Error).message))
    const name = String(code)
    const lack = LACKS[name] ?? (isOutput ? OF_OUTPUT[name] : undefined) ?? LACKS[said?.[1] ?? '']
    if (lack !== undefined) return `${lack} (${cause.message})`
  }
  return undefined
}

/** The error that stops a job for want of what the machine lacks. */
export const stoppedBy = (fault: string, cause?: unknown): VariegateError =>
  new VariegateError(
    `The job stopped: ${fault}. That is no sample's fault, and none is recorded; mend it and run the same command again, which goes on from here.`,
    [],
    cause === undefined ? {} : { cause },
  )

/** Do a part of a job; what is wrong with the machine is told as such. */
export async function onMachine<Result>(output: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    const fault = machineFault(error, output)
    if (fault === undefined) throw error
    throw stoppedBy(fault, error)
  }
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
