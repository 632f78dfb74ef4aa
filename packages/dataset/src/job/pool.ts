import { Worker } from 'node:worker_threads'
import type { TaskResult } from './journal.js'
import type { JobSettings } from './settings.js'

/** Results that may wait for an earlier one, for each worker: enough to keep all of them busy, few enough to fit in memory. */
const AHEAD = 4

/** Run tasks in worker threads and hand their results out in the order of the tasks. */
export async function* runTasks(
  settings: JobSettings,
  tasks: readonly number[],
  describe: (task: number) => string,
  signal: AbortSignal,
): AsyncGenerator<TaskResult> {
  const count = Math.max(1, Math.min(settings.workers, tasks.length))
  const results = new Map<number, TaskResult>()
  const waiting: { wake: () => void } = { wake: () => {} }
  const workers = new Set<Worker>()
  let next = 0
  let yielded = 0
  let failure: unknown

  const start = (): void => {
    const worker = new Worker(new URL('worker.js', import.meta.url), { workerData: settings })
    let current: number | undefined
    const take = (): void => {
      if (next >= tasks.length || next - yielded > AHEAD * count || signal.aborted) {
        current = undefined
        idle.add(take)
        return
      }
      current = tasks[next++]
      worker.postMessage(current)
    }
    worker.on('message', (message: 'ready' | TaskResult) => {
      if (message !== 'ready') results.set(message.task, message)
      take()
      waiting.wake()
    })
    worker.on('error', (error) => {
      workers.delete(worker)
      idle.delete(take)
      if (current === undefined) failure = error
      else {
        // One sample that a thread cannot bear must not end the job; another thread goes on.
        results.set(current, {
          task: current,
          copies: [],
          labels: [],
          problems: [{ id: describe(current), reason: `The worker thread failed: ${error.message}.` }],
        })
        start()
      }
      waiting.wake()
    })
    workers.add(worker)
  }
  const idle = new Set<() => void>()
  const wakeIdle = (): void => {
    const takers = [...idle]
    idle.clear()
    for (const take of takers) take()
  }

  const onAbort = (): void => waiting.wake()
  signal.addEventListener('abort', onAbort)
  try {
    for (let index = 0; index < count; index++) start()
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
    await Promise.all([...workers].map((worker) => worker.terminate()))
  }
}
