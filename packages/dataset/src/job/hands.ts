import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { TaskResult } from './journal.js'
import type { JobSettings } from './settings.js'

/** What a hand says: that it may begin, a piece of a task or its last one, or what is wrong with the machine. */
export type Said = { readonly kind: 'ready' } | TaskPiece | { readonly kind: 'stopped'; readonly message: string }

/** What a process says before it ends of an error that nobody caught; of a thread, Node itself says it. */
export interface Failed {
  readonly kind: 'failed'
  readonly message: string
}

export interface TaskPiece {
  readonly kind: 'piece'
  readonly result: TaskResult
  readonly isLast: boolean
}

/** One that does tasks: a thread is quick to talk to; a process can always be ended, and takes no other with it. */
export type HandKind = 'thread' | 'process'

export interface Hand {
  begin(task: number): void
  /** End it, whatever it does; a thread in native code may outlive this. */
  end(): Promise<unknown>
}

interface Listener {
  onSaid(said: Said): void
  /** It ended by itself, e.g. `it called process.exit`. */
  onGone(how: string): void
}

/** Threads that were told to end and have not; Node waits for them at its end, so a program has to know. */
const ending = new Set<Worker>()

/** How many threads are stuck in native code. */
export const stuckThreads = (): number => ending.size

export function startHand(kind: HandKind, settings: JobSettings, { onSaid, onGone }: Listener): Hand {
  const worker = new URL('worker.js', import.meta.url)
  let isGone = false
  const gone = (how: string): void => {
    if (isGone) return
    isGone = true
    onGone(how)
  }
  // What it said may come after its end.
  const said = (words: Said): void => {
    if (!isGone) onSaid(words)
  }
  if (kind === 'thread') {
    const thread = new Worker(worker, { workerData: settings })
    thread.on('message', said)
    thread.on('error', (error: unknown) => gone(error instanceof Error ? error.message : String(error)))
    thread.on('messageerror', (error) => gone(error.message))
    thread.on('exit', (code) => gone(`it ended with exit code ${code}`))
    return {
      begin: (task) => thread.postMessage(task),
      async end() {
        isGone = true
        // Where its native code does not come back, nobody is to wait for it.
        thread.unref()
        ending.add(thread)
        await thread.terminate()
        ending.delete(thread)
      },
    }
  }
  const child = fork(fileURLToPath(worker), [], { serialization: 'advanced' })
  child.on('message', (message) => {
    const words = message as Said | Failed // worker.ts says nothing else
    if (words.kind === 'failed') gone(words.message)
    else said(words)
  })
  child.on('error', (error) => gone(error.message))
  child.on('exit', (code, signal) =>
    gone(signal === null ? `it ended with exit code ${code}` : `it ended by ${signal}`),
  )
  child.send(settings)
  return {
    begin: (task) => void child.send(task, () => {}), // a process that is gone says so by itself
    async end() {
      isGone = true
      child.kill('SIGKILL')
    },
  }
}
