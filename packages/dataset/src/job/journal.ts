import type { Json, Recipe } from '@variegate/core'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, truncate, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Problem, Row } from '../layouts/layout.js'
import type { Shard } from './settings.js'

/** All that one sample's copies left behind. */
export interface TaskResult {
  /** The task's number among all tasks. */
  readonly task: number
  readonly copies: readonly CopyResult[]
  readonly problems: readonly Problem[]
  /** Labels of the sample as it came; none where it could not be read. */
  readonly labels: readonly string[]
}

export interface CopyResult {
  readonly copy: number
  readonly output: string
  readonly sha256: string
  readonly recipe: Recipe
  readonly rows: readonly Row[]
  readonly labels: readonly string[]
}

/** Where a job keeps what it needs until it is done. */
export const workFolder = (output: string): string => join(output, '.variegate')

const journalPath = (output: string, { index, count }: Shard): string =>
  join(workFolder(output), `journal-${index}-of-${count}.jsonl`)

const DONE = '"done"'

/** The results of a shard, one a line, in the order of its tasks: whatever is written stays, whatever is half written is cut. */
export interface Journal {
  /** How many tasks it holds. */
  readonly length: number
  readonly isDone: boolean
  append(result: TaskResult): Promise<void>
  /** Say that the shard has made all of its tasks. */
  finish(): Promise<void>
  close(): Promise<void>
}

/** Open a shard's journal where it stopped. */
export async function openJournal(output: string, shard: Shard): Promise<Journal> {
  await mkdir(workFolder(output), { recursive: true })
  const path = journalPath(output, shard)
  const { length, isDone } = await recover(path)
  const file: FileHandle = await open(path, 'a')
  return {
    length,
    isDone,
    append: (result) => file.appendFile(`${JSON.stringify(result)}\n`),
    finish: () => file.appendFile(`${DONE}\n`),
    close: () => file.close(),
  }
}

async function recover(path: string): Promise<{ length: number; isDone: boolean }> {
  const text = await readFile(path).catch(() => Buffer.alloc(0))
  const end = text.lastIndexOf(10) + 1
  if (end < text.length) await truncate(path, end)
  let length = 0
  for (let at = text.indexOf(10); at >= 0 && at < end; at = text.indexOf(10, at + 1)) length++
  const isDone = end > 0 && text.toString('utf8', Math.max(0, end - DONE.length - 1), end - 1).endsWith(DONE)
  return { length: isDone ? length - 1 : length, isDone }
}

/** The shards of a job that are not done yet. */
export async function missingShards(output: string, count: number): Promise<number[]> {
  const missing = []
  for (let index = 1; index <= count; index++) {
    const text = await readFile(journalPath(output, { index, count }), 'utf8').catch(() => '')
    if (!text.endsWith(`${DONE}\n`)) missing.push(index)
  }
  return missing
}

/** Read the results of all shards in the order of tasks: shard i of n holds the tasks i - 1, i - 1 + n, … */
export async function* readJournals(output: string, count: number): AsyncGenerator<TaskResult> {
  const readers = Array.from({ length: count }, (_, index) => {
    const lines = createInterface({
      input: createReadStream(journalPath(output, { index: index + 1, count })),
      crlfDelay: Infinity,
    })
    return lines[Symbol.asyncIterator]()
  })
  for (;;) {
    for (const reader of readers) {
      const { value, done } = await reader.next()
      // The first shard to end has the last task.
      if (done || value === DONE) return
      yield JSON.parse(value) as TaskResult & Json // written by `append`
    }
  }
}
