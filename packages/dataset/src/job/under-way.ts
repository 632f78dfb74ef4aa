import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { shardFile } from './folders.js'
import type { Shard } from './settings.js'

/** Characters of a record: a task's number and a line end. */
const RECORD = 16

/** Which task each worker is at, for the run after a crash of the whole process. */
export interface UnderWay {
  /** What was under way when the run before this one ended without a word. */
  readonly suspects: ReadonlySet<number>
  begin(hand: number, task: number): void
  /** Forget all of it: the run ends in order. */
  close(): void
}

/** Open the record beside a shard's journal. A write of a few bytes costs little; that it reaches the disk matters only where the machine itself fails. */
export function openUnderWay(output: string, shard: Shard): UnderWay {
  const path = shardFile(output, shard, 'under-way', 'txt')
  const suspects = new Set(numbersIn(path))
  const file = openSync(path, 'w')
  // Whatever ends this run before its first samples are done leaves the same suspects.
  let place = 0
  const write = (at: number, task: number) => writeSync(file, `${String(task).padStart(RECORD - 1)}\n`, at * RECORD)
  for (const task of suspects) write(place++, task)
  const before = place
  return {
    suspects,
    begin: (hand, task) => void write(before + hand, task),
    close() {
      closeSync(file)
      rmSync(path, { force: true })
    },
  }
}

function numbersIn(path: string): number[] {
  try {
    return readFileSync(path, 'latin1')
      .split('\n')
      .map((line) => Number.parseInt(line, 10))
      .filter(Number.isSafeInteger)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
