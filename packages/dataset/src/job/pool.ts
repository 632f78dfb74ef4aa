import { VariegateError } from '@variegate/core'
import { startHand, type Hand, type HandKind, type Said } from './hands.js'
import type { TaskResult } from './journal.js'
import type { JobSettings } from './settings.js'

/** Results that may wait for an earlier one, for each worker: enough to keep all of them busy, few enough to fit in memory. */
const AHEAD = 4
/** Parts of the time limit that are counted: a job that was stopped for an hour and goes on has lost one of them. */
const TICKS = 10
/** How long to wait for threads that are told to end, in milliseconds. */
const PATIENCE = 3000

export interface PoolOptions {
  readonly kind: HandKind
  /** Called before a task is begun, with the number of the hand that does it. */
  readonly onBegin: (hand: number, task: number) => void
  readonly describe: (task: number) => string
  readonly signal: AbortSignal
}

/** Run tasks in worker threads or processes and hand their results out in the order of the tasks. */
export async function* runTasks(
  settings: JobSettings,
  tasks: readonly number[],
  { kind, onBegin, describe, signal }: PoolOptions,
): AsyncGenerator<TaskResult> {
  if (tasks.length === 0) return
  const count = Math.min(settings.workers, tasks.length)
  const results = new Map<number, TaskResult>()
  const waiting: { wake: () => void } = { wake: () => {} }
  const hands = new Map<number, Hand>()
  const clocks = new Map<number, NodeJS.Timeout>()
  const idle = new Set<() => void>()
  let next = 0
  let yielded = 0
  let failure: Error | undefined

  /** `first` is what the hand before it could not do, to be done by one that has served no other. */
  const start = (number: number, first?: number): void => {
    let current: number | undefined
    let served = 0
    let pieces: TaskResult[] = []
    let ticks = 0
    let isReady = false

    const take = (): void => {
      const mayGoOn = next < tasks.length && next - yielded <= AHEAD * count && !signal.aborted
      current = served === 0 && first !== undefined ? first : mayGoOn ? tasks[next++] : undefined
      if (current === undefined) {
        idle.add(take)
        return
      }
      pieces = []
      ticks = 0
      onBegin(number, current)
      hand.begin(current)
    }
    const onSaid = (said: Said): void => {
      ticks = 0
      if (said.kind === 'stopped') failure = new VariegateError(said.message)
      else if (said.kind === 'ready') {
        isReady = true
        take()
      } else {
        pieces.push(said.result)
        if (!said.isLast) return
        results.set(said.result.task, joined(pieces))
        served++
        take()
      }
      waiting.wake()
    }
    const leave = (): void => {
      clearInterval(clocks.get(number))
      clocks.delete(number)
      hands.delete(number)
      idle.delete(take)
    }
    /** One sample that a thread cannot bear must not end the job: it is recorded, and another thread goes on. */
    const giveUp = (task: number, reason: string): void => {
      const made = pieces.length > 0 ? joined(pieces) : { task, copies: [], problems: [], labels: [] }
      results.set(task, { ...made, problems: [...made.problems, { id: describe(task), reason }] })
    }
    const onGone = (how: string): void => {
      leave()
      if (!isReady) failure = new VariegateError(`A worker could not begin: ${how}.`)
      else {
        // What an earlier sample left behind is no fault of this one: a thread of its own will tell.
        if (current !== undefined && served > 0) start(number, current)
        else {
          if (current !== undefined) giveUp(current, `The worker failed: ${how}.`)
          start(number)
        }
      }
      waiting.wake()
    }
    const onTick = (): void => {
      if (current === undefined || !isReady || ++ticks <= TICKS) return
      leave()
      giveUp(
        current,
        `Nothing came of it within the time limit of ${settings.timeoutSeconds} s; a longer --timeout gives it more.`,
      )
      void hand.end()
      start(number)
      waiting.wake()
    }
    const hand = startHand(kind, settings, { onSaid, onGone })
    hands.set(number, hand)
    clocks.set(number, setInterval(onTick, (settings.timeoutSeconds * 1000) / TICKS))
  }
  const wakeIdle = (): void => {
    const takers = [...idle]
    idle.clear()
    for (const take of takers) take()
  }

  const onAbort = (): void => waiting.wake()
  signal.addEventListener('abort', onAbort)
  try {
    for (let number = 0; number < count; number++) start(number)
    for (const task of tasks) {
      while (!results.has(task)) {
        if (failure) throw failure
        if (signal.aborted) return
        await new Promise<void>((resolve) => (waiting.wake = resolve))
      }
      const result = results.get(task)
      results.delete(task)
      yielded++
      wakeIdle()
      if (result) yield result
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    for (const clock of clocks.values()) clearInterval(clock)
    await within(PATIENCE, Promise.all([...hands.values()].map((hand) => hand.end())))
  }
}

/** Put the pieces of a task together, in their order. */
function joined(pieces: readonly TaskResult[]): TaskResult {
  const [first] = pieces
  if (first && pieces.length === 1) return first
  return {
    task: first?.task ?? -1,
    copies: pieces.flatMap(({ copies }) => copies),
    problems: pieces.flatMap(({ problems }) => problems),
    labels: pieces.flatMap(({ labels }) => labels),
  }
}

/** Wait for something, but not longer than some milliseconds. */
async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([work, new Promise((resolve) => (timer = setTimeout(resolve, milliseconds)))])
  clearTimeout(timer)
}
