import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { caseOf, type Case } from './case.js'
import { families, leftOut } from './cases.js'
import { writePictures } from './images.js'
import { measure, type Place } from './measure.js'
import { policy } from './policy.js'
import { columns, geometricMean, heading, row, summary, type Line, type Report } from './print.js'
import { openSide } from './side.js'
import { measureWorkers } from './workers.js'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const { values: flags } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string' },
    quick: { type: 'boolean', default: false },
    out: { type: 'string' },
    python: { type: 'string', default: join(root, '.peers/bin/python') },
  },
})
const wanted = flags.only?.split(',')
const plan = {
  rounds: Number(flags.rounds ?? (flags.quick ? 3 : 7)),
  ...(flags.quick ? { turn: 30, warm: 300 } : { turn: 120, warm: 1000 }),
}
if (!(Number.isInteger(plan.rounds) && plan.rounds > 0)) {
  throw new Error(`Expected a whole number above 0 for --rounds but received "${flags.rounds}".`)
}

await mkdir(join(root, '.peers'), { recursive: true })
const folder = await mkdtemp(join(root, '.peers/work-'))
const pictures = await writePictures(join(root, 'samples/dataset/images/images'), join(root, '.peers/images'))

// One core for both, so that neither side's threads count and both meet the same neighbours.
const pinned = spawnSync('taskset', ['-c', '0', 'true']).status === 0
const open = (...command: readonly [string, ...string[]]) => {
  const [program, ...rest] = pinned ? (['taskset', '-c', '0', ...command] as const) : command
  return openSide(program, rest)
}
const sides = {
  theirs: await open(flags.python, join(root, 'apps/bench/peers/worker.py')),
  ours: await open(process.execPath, fileURLToPath(new URL('node-worker.js', import.meta.url))),
}
const known = new Set(sides.ours.hello.names)
const rows = Object.entries(families).flatMap(([family, entries]) =>
  entries.map((entry) => ({ family, theirs: entry[0], ours: entry[2], one: caseOf(entry), place: 'memory' as Place })),
)
const typical = policy(known)
const jobs = [
  ...rows,
  { family: 'policy', theirs: 'policy', ours: 'policy', one: typical, place: 'memory' as Place },
  { family: 'policy', theirs: 'policy-files', ours: 'policy-files', one: typical, place: { folder } },
]
const asked = (...names: readonly string[]): boolean => !wanted || names.some((name) => wanted.includes(name))
const names = new Set(['workers', ...jobs.flatMap(({ theirs, ours }) => [theirs, ours])])
const unknown = wanted?.find((name) => !names.has(name))
if (unknown !== undefined) {
  throw new Error(
    `Expected a name of either side, policy, policy-files or workers for --only but received "${unknown}".`,
  )
}

const about = {
  processor: cpus()[0]?.model.trim() ?? 'An unknown processor',
  cores: cpus().length,
  load: loadavg()[0] ?? 0,
  pinned,
  versions: { ...sides.theirs.hello.versions, ...sides.ours.hello.versions, variegate: await versionOf() },
  leftOut,
  unlisted: unlisted(rows),
}
console.log(`${heading(about)}\n\n${columns('peer', 'variegate', 'peer', 'variegate', 'ratio')}`)

// Fresh processes are slow at first, whatever they do: one measurement of the whole policy counts for nothing.
await measure(typical, sides, pictures, { rounds: 1, turn: 300, warm: 1000 }, 'memory')

const lines: Line[] = []
for (const { family, theirs, ours, one, place } of jobs) {
  if (!asked(theirs, ours)) continue
  // A policy's calls differ by what was drawn, so that its turns are longer.
  const own = family === 'policy' ? { ...plan, turn: plan.turn * 5 } : plan
  const line = { family, theirs: label(one, theirs), ours, outcome: await measure(one, sides, pictures, own, place) }
  lines.push(line)
  const printed = row(line)
  if (printed !== undefined) console.log(printed)
}
for (const side of Object.values(sides)) side.close()

const command = join(root, 'packages/cli/bin/variegate.js')
const workers = asked('workers')
  ? { workers: await measureWorkers(command, pictures, typical, folder, flags.quick ? 1 : Math.min(3, plan.rounds)) }
  : {}
await rm(folder, { recursive: true })
const mean = geometricMean(lines.filter(({ family }) => family !== 'policy'))
const report: Report = { ...about, lines, mean, ...workers }
console.log(`\n${summary(report)}`)
if (flags.out !== undefined) await writeFile(flags.out, `${JSON.stringify(report, null, 2)}\n`)
// How fast anything is decides nothing; a case that does not do its work does.
if (lines.some(({ outcome }) => 'error' in outcome)) process.exitCode = 1

function label({ library, theirs }: Case, name: string): string {
  if (library === 'opencv') return `cv2.${name}`
  const kind = theirs[0]?.options.compression_type
  return typeof kind === 'string' ? `${name} ${kind}` : name
}

function unlisted(listed: readonly { readonly theirs: string }[]): string[] {
  const told = new Set([...listed.map(({ theirs }) => theirs), ...Object.keys(leftOut)])
  return sides.theirs.hello.names.filter((name) => !told.has(name))
}

async function versionOf(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, 'packages/image/package.json'), 'utf8')) as {
    version: string
  }
  return version
}
