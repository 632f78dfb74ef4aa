import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Case } from './case.js'

/** What a worker is asked: do a case that often, and check after every call that pixels changed. */
export interface Request {
  readonly case: Case
  /** The file of the image; where `target` is given, every call reads it and writes a new file into that folder. */
  readonly image: string
  readonly target?: string
  /** The file of a second image, for transforms that mix or compare two. */
  readonly other: string
  /** How many calls that change pixels. */
  readonly repeat: number
  /** For how many milliseconds it is called before that. */
  readonly warm: number
  readonly seed: number
}

/** What a worker says: milliseconds a call and how many calls changed pixels, or why there is no time. */
export type Answer =
  | { readonly ms: number; readonly changed: number }
  | { readonly missing: string }
  | { readonly error: string }

/** What a worker says first: the transforms it has and what it runs on. */
export interface Hello {
  readonly names: readonly string[]
  readonly versions: Readonly<Record<string, string>>
}

/** A worker process that does one request after another. */
export interface Side {
  readonly hello: Hello
  ask(request: Request): Promise<Answer>
  close(): void
}

/** Start a worker process and wait until it says what it has. */
export async function openSide(command: string, arguments_: readonly string[]): Promise<Side> {
  const single = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' }
  const child = spawn(command, arguments_, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...single },
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async (): Promise<unknown> => {
    const { value, done } = await lines.next()
    if (done) throw new Error(`Expected an answer of "${command} ${arguments_.join(' ')}" but it ended.`)
    return JSON.parse(value)
  }
  return {
    hello: (await next()) as Hello,
    ask: async (request) => {
      child.stdin.write(`${JSON.stringify(request)}\n`)
      return (await next()) as Answer
    },
    close: () => child.stdin.end(),
  }
}
