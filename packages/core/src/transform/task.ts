import { VariegateError } from '../error.js'

/** Work that may have to wait, written once for both drivers. */
export type Task<T> = Generator<Waiting, T, unknown>

interface Waiting {
  readonly promise: Promise<unknown>
  readonly who: string
}

/** Wait for a value where it is a promise; `who` is named when nothing may wait. */
export function* wait<T>(value: T | Promise<T>, who: string): Task<T> {
  if (!(value instanceof Promise)) return value
  return (yield { promise: value, who }) as T // the drivers send back what the promise gave
}

/** Finish a task at once; throws where it would have to wait. */
export function finish<T>(task: Task<T>): T {
  const turn = task.next()
  if (turn.done) return turn.value
  turn.value.promise.catch(() => {})
  throw new VariegateError(
    `${turn.value.who} has to wait for something from outside; use the async form (runAsync, replayAsync).`,
  )
}

/** Finish a task, waiting wherever it has to. */
export async function finishAsync<T>(task: Task<T>): Promise<T> {
  let turn = task.next()
  while (!turn.done) {
    let value: unknown
    try {
      value = await turn.value.promise
    } catch (error) {
      turn = task.throw(error)
      continue
    }
    turn = task.next(value)
  }
  return turn.value
}
