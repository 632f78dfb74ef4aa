import { VariegateError, type Json, type Recipe } from '@variegate/core'
import { mkdir, open, truncate } from 'node:fs/promises'
import { endOf, lineCount, readerOf } from '../files/tail.js'
import type { Problem, Row } from '../layouts/layout.js'
import { reasonOf } from './failures.js'
import { shardFile, workFolder } from './folders.js'
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

const journalPath = (output: string, shard: Shard): string => shardFile(output, shard, 'journal', 'jsonl')

const DONE = '"done"'
/** The end of a journal that is done, with the line end before its last line where it has one. */
const DONE_END = `${DONE}\n`
/** Memory for reading all shards side by side, and the least for one, in bytes. */
const READING = 2 ** 25
const LEAST_READING = 4096

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
  const file = await open(path, 'a')
  const { lines, end, size } = await lineCount(path)
  if (end < size) await truncate(path, end)
  const isDone = await isDoneAt(path)
  return {
    length: isDone ? lines - 1 : lines,
    isDone,
    append: (result) => file.appendFile(`${lineOf(result)}\n`),
    finish: () => file.appendFile(DONE_END),
    close: () => file.close(),
  }
}

/** A result as its line; one that is longer than a text may be is the sample's own fault. */
function lineOf(result: TaskResult): string {
  try {
    return JSON.stringify(result)
  } catch (error) {
    const problems = [{ id: `task ${result.task}`, reason: `Its labels are too many to be noted: ${reasonOf(error)}.` }]
    return JSON.stringify({ ...result, copies: [], labels: [], problems })
  }
}

const isDoneAt = async (path: string): Promise<boolean> => {
  const end = await endOf(path, DONE_END.length + 1)
  return end === DONE_END || end === `\n${DONE_END}`
}

/** The shards of a job that are not done yet. */
export async function missingShards(output: string, count: number): Promise<number[]> {
  const missing = []
  for (let index = 1; index <= count; index++)
    if (!(await isDoneAt(journalPath(output, { index, count })))) missing.push(index)
  return missing
}

/** Read the results of all shards in the order of tasks: shard i of n holds the tasks i - 1, i - 1 + n, … */
export async function* readJournals(output: string, count: number): AsyncGenerator<TaskResult> {
  const chunk = Math.max(LEAST_READING, Math.min(2 ** 20, Math.floor(READING / count)))
  const paths = Array.from({ length: count }, (_, index) => journalPath(output, { index: index + 1, count }))
  const readers = paths.map((path) => readerOf(path, chunk))
  for (let line = 1; ; line++) {
    for (const [index, next] of readers.entries()) {
      const value = await next()
      // The first shard to end has the last task.
      if (value === undefined || value === DONE) return
      yield parseLine(value, `${paths[index]}:${line}`)
    }
  }
}

function parseLine(text: string, place: string): TaskResult {
  try {
    return JSON.parse(text) as TaskResult & Json // written by `append`
  } catch (error) {
    throw new VariegateError(
      `Expected a line of the job's own at ${place} but it is damaged (${reasonOf(error)}); remove that file and run its part again.`,
      [],
      { cause: error },
    )
  }
}
