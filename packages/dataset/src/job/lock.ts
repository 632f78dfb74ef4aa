import { randomUUID } from 'node:crypto'
import { closeSync, openSync, readFileSync, readlinkSync, writeSync } from 'node:fs'
import { link, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'

/** How often a lock is renewed, and after how long without it another may take over, in milliseconds. */
const RENEWED = 5000
export const STALE = 60_000

/** Something that one process at a time may do. */
export interface Lock {
  /** False once another has taken over, as this process was still for too long. */
  isHeld(): Promise<boolean>
  release(): Promise<void>
}

/** Who holds a lock: a process is known by machine, boot, process space, number and start, as numbers come again. */
interface Holder {
  readonly host: string
  readonly boot: string
  readonly space: string
  readonly pid: number
  readonly started: string
}

/**
 * Take a lock, or say who has it. Its file has a number at the end; where the holder is gone, or has not renewed it, the file with the next number is
 * made, which only one can, and no file is taken away from under another.
 */
export async function takeLock(folder: string, name: string): Promise<Lock | string> {
  await mkdir(folder, { recursive: true })
  const own = join(folder, `${name}-${randomUUID()}.new`)
  await writeFile(own, JSON.stringify(self()))
  try {
    const highest = await highestOf(folder, name)
    const path = (generation: number) => join(folder, `${name}-${generation}`)
    if (highest > 0) {
      const said = await stillHeld(path(highest), own)
      if (said !== undefined) return said
    }
    try {
      await link(own, path(highest + 1))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EEXIST') return 'another process'
      if (code === 'ENOENT') throw error
      // Some file systems have no links; what is written here is whole soon enough.
      try {
        await writeFile(path(highest + 1), JSON.stringify(self()), { flag: 'wx' })
      } catch (second) {
        if ((second as NodeJS.ErrnoException).code === 'EEXIST') return 'another process'
        throw second
      }
    }
    return hold(folder, name, highest + 1)
  } finally {
    await rm(own, { force: true })
  }
}

function hold(folder: string, name: string, generation: number): Lock {
  const path = join(folder, `${name}-${generation}`)
  const timer = setInterval(() => {
    // Written in place, so that the file system's own clock tells its time; whether it is still held is asked before anything that matters.
    attempt(() => {
      const file = openSync(path, 'r+')
      writeSync(file, JSON.stringify(self()))
      closeSync(file)
    })
  }, RENEWED)
  timer.unref()
  return {
    isHeld: async () => (await highestOf(folder, name)) === generation,
    async release() {
      clearInterval(timer)
      await rm(path, { force: true })
    },
  }
}

/** The holder in words, or nothing where it is gone; `own` was just written and tells the file system's time. */
async function stillHeld(path: string, own: string): Promise<string | undefined> {
  try {
    const [about, now, text] = await Promise.all([stat(path), stat(own), readFile(path, 'utf8')])
    const holder = parseHolder(text)
    if (now.mtimeMs - about.mtimeMs > STALE) return undefined
    if (holder && isGone(holder)) return undefined
    return holder ? `process ${holder.pid} of ${holder.host}` : 'another process'
  } catch (error) {
    // Released in the meantime.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

async function highestOf(folder: string, name: string): Promise<number> {
  const names = await readdir(folder)
  const numbers = names.filter((file) => file.startsWith(`${name}-`)).map((file) => Number(file.slice(name.length + 1)))
  return Math.max(0, ...numbers.filter(Number.isSafeInteger))
}

function parseHolder(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Partial<Holder> | null // checked below
    return typeof holder?.pid === 'number' && typeof holder.host === 'string' ? (holder as Holder) : undefined
  } catch {
    return undefined
  }
}

const self = (): Holder => ({ ...machine(), pid: process.pid, started: startOf(process.pid) ?? '' })

const machine = () => ({
  host: hostname(),
  boot: attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()) ?? '',
  space: attempt(() => readlinkSync('/proc/self/ns/pid')) ?? '',
})

/** Whether a holder has surely ended: only a process that this one would see can be known to be gone. */
function isGone({ host, boot, space, pid, started }: Holder): boolean {
  const here = machine()
  if (host !== here.host || boot !== here.boot || space !== here.space) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
  const start = startOf(pid)
  return start !== undefined && started !== '' && start !== started
}

/** When a process started, in the kernel's ticks since boot (proc(5), field 22 of stat). */
const startOf = (pid: number): string | undefined =>
  attempt(() => {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The second field is the program's name, in parentheses, with spaces or not.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19]
  })

function attempt<Result>(look: () => Result): Result | undefined {
  try {
    return look()
  } catch {
    return undefined
  }
}
