import { spawnSync } from 'node:child_process'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Case } from './case.js'
import type { Picture } from './images.js'
import { median } from './measure.js'

// As many outputs as make starting up a small part, as in a real run.
const FILES = 125
const COPIES = 20

/** Seconds that the command takes over a folder of JPEG files, with one worker and with two. */
export interface Scaling {
  readonly files: number
  /** Outputs for each file. */
  readonly copies: number
  readonly one: number
  readonly two: number
}

/**
 * Measure `variegate augment` over a folder with one worker and with two, in turn. Every run writes a folder of its own: some file systems take
 * milliseconds for a new file just after thousands were deleted.
 */
export async function measureWorkers(
  command: string,
  pictures: readonly Picture[],
  { ours }: Case,
  folder: string,
  rounds: number,
): Promise<Scaling> {
  const source = join(folder, 'source')
  const policy = join(folder, 'policy.json')
  await mkdir(join(source, 'photo'), { recursive: true })
  for (let at = 0; at < FILES; at++) {
    const picture = pictures[at % pictures.length] as Picture
    await copyFile(picture.jpeg, join(source, 'photo', `${at}.jpg`))
  }
  await writeFile(policy, JSON.stringify({ image: ours.map(({ name, options }) => ({ [name]: options })) }))
  const seconds: Record<'1' | '2', number[]> = { '1': [], '2': [] }
  for (let round = 0; round < rounds; round++) {
    for (const workers of ['1', '2'] as const) {
      const out = join(folder, `out-${workers}-${round}`)
      const start = performance.now()
      const amount = ['--copies', String(COPIES), '--workers', workers]
      augment([command, 'augment', source, '--out', out, '--policy', policy, '--seed', '1', ...amount])
      seconds[workers].push((performance.now() - start) / 1000)
    }
  }
  return { files: FILES, copies: COPIES, one: median(seconds['1']), two: median(seconds['2']) }
}

function augment(arguments_: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, arguments_, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`Expected the command to end well but it ended with ${status}: ${stderr}`)
}
