import { VariegateError } from '@variegate/core'
import type { JobResult, JobSettings, Plan } from '@variegate/dataset'
import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { EXIT, wholeNumber, type Command, type Input } from '../flags.js'
import { fromCaller } from '../paths.js'
import { progressPrinter } from '../progress.js'

export const augment: Command = {
  name: 'augment',
  arguments: 'IN --out OUT --policy FILE [flags]',
  doc: 'Make copies of a dataset by a policy, with its labels, in the same layout.',
  flags: {
    out: { value: 'FOLDER', short: 'o', doc: 'Where to write; a stopped run into it goes on.' },
    policy: { value: 'FILE', short: 'p', doc: 'What to do to each modality, as YAML or JSON.' },
    copies: { value: 'N', short: 'n', doc: 'Copies of every sample (1).' },
    seed: { value: 'S', short: 's', doc: 'A whole number or a word; the same seed makes the same copies (0).' },
    workers: { value: 'N', short: 'w', doc: 'Worker threads (one a core).' },
    timeout: {
      value: 'SECONDS',
      doc: 'The longest that nothing may come of a sample or one of its copies; then it is skipped (300).',
    },
    shard: { value: 'I/N', doc: 'Make only part I of N; the last part to end joins them.' },
    originals: { doc: 'Write the untouched samples too.' },
    splits: {
      value: 'NAMES',
      doc: 'Augment these splits, e.g. train,val (train); others are left out, or written as they came with --originals.',
    },
    'mixed-classes': {
      value: 'HOW',
      doc: 'Where a policy mixes classes: record the shares in labels.jsonl, or refuse the copy (record).',
    },
    layout: { value: 'NAME', doc: 'Take the dataset as this layout (recognised).' },
    'ignore-unrecognised': { doc: 'Go on where files look like labels that no layout reads.' },
    use: { value: 'MODULE', many: true, doc: 'A module with transforms of your own; may be given again.' },
    translator: {
      value: 'NAME=COMMAND',
      many: true,
      doc: 'A program for backTranslation: lines in, lines out; {from} and {to} are the languages.',
    },
    'dry-run': { doc: 'Say what would be done, and write nothing.' },
    strict: { doc: 'Exit with 1 where anything was skipped.' },
  },
  async run(input) {
    const settings = await readSettings(input)
    const { augment: runJob, makePlan, stuckThreads } = await import('@variegate/dataset')
    const plan = await makePlan(settings)
    await describe(plan, settings)
    if (input.isOn('dry-run')) {
      process.stdout.write('Nothing was written (--dry-run).\n')
      return EXIT.ok
    }
    const stop = stopOnInterrupt()
    const printer = progressPrinter(process.stderr)
    const result = await runJob(plan, settings, printer.show, stop.signal).finally(() => {
      printer.end()
      stop.release()
    })
    const code = await conclude(plan, result, settings, input)
    if (stuckThreads() > 0) endAtOnce()
    return code
  },
}

async function readSettings(input: Input): Promise<JobSettings> {
  const [folder, ...others] = input.arguments
  const output = input.text('out')
  const policy = input.text('policy')
  if (folder === undefined || others.length > 0)
    throw new VariegateError('Expected one folder with a dataset: variegate augment IN --out OUT --policy FILE.')
  if (output === undefined) throw new VariegateError('Expected --out FOLDER, where to write.')
  if (policy === undefined) throw new VariegateError('Expected --policy FILE, what to do to each modality.')
  const { parseMixedClasses, parseShard, parseSplits } = await import('@variegate/dataset')
  const policyFile = fromCaller(policy)
  const layout = input.text('layout')
  const seed = input.text('seed') ?? '0'
  return {
    input: fromCaller(folder),
    output: fromCaller(output),
    policyFile,
    policyText: await readPolicy(policyFile),
    copies: wholeNumber(input, 'copies', 1, 0, 1_000_000),
    seed: /^-?\d{1,15}$/.test(seed) ? Number(seed) : seed,
    workers: wholeNumber(input, 'workers', availableParallelism(), 1, 1024),
    timeoutSeconds: wholeNumber(input, 'timeout', 300, 1, 1_000_000),
    shard: parseShard(input.text('shard') ?? '1/1'),
    originals: input.isOn('originals'),
    splits: parseSplits(input.text('splits') ?? 'train'),
    mixedClasses: parseMixedClasses(input.text('mixed-classes') ?? 'record'),
    ignoreUnrecognized: input.isOn('ignore-unrecognised'),
    use: input.list('use').map(fromCaller),
    translators: Object.fromEntries(input.list('translator').map(readTranslator)),
    ...(layout === undefined ? {} : { layout }),
  }
}

export async function readPolicy(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new VariegateError(
      `Could not read the policy ${file}: ${error instanceof Error ? error.message : String(error)}.`,
      [],
      { cause: error },
    )
  }
}

function readTranslator(text: string): [string, string] {
  const at = text.indexOf('=')
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)]
  throw new VariegateError(`Expected NAME=COMMAND for --translator but received "${text}".`)
}

/** How many files of one reason are named. */
const SHOWN = 3

function byReason(ignored: Plan['dataset']['ignored']): ReadonlyMap<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const { id, reason } of ignored) {
    const ids = groups.get(reason)
    if (ids) ids.push(id)
    else groups.set(reason, [id])
  }
  return groups
}

async function describe(plan: Plan, { input, copies, mixedClasses }: JobSettings): Promise<void> {
  const { dataset, pipeline, tasks, splits, mixing, files } = plan
  const { saySplit } = await import('@variegate/dataset')
  process.stdout.write(`${input}\n`)
  for (const source of dataset.sources) {
    const { layout, modality, root, entries, problems } = source
    const steps = pipeline[modality] ?? []
    const damaged = problems.length > 0 ? `, ${problems.length} damaged` : ''
    const what = steps.length > 0 ? steps.map(({ name }) => name).join(', ') : 'no steps in the policy'
    process.stdout.write(`  ${root || '.'}: ${entries.length} samples of ${modality} (${layout})${damaged}: ${what}\n`)
    const counts = (splits.get(source) ?? []).map(saySplit)
    if (counts.length > 0) process.stdout.write(`    splits: ${counts.join(', ')}\n`)
    const mixers = mixing[modality] ?? []
    if (mixers.length > 0 && typeof source.mixedClasses === 'object')
      process.stdout.write(
        mixedClasses === 'refuse'
          ? `    ${mixers.join(', ')}: a copy of mixed classes is refused (--mixed-classes refuse)\n`
          : `    ${mixers.join(', ')}: the shares of mixed classes are written to ${source.mixedClasses.file}\n`,
      )
  }
  for (const [reason, ids] of byReason(dataset.ignored)) {
    const more = ids.length > SHOWN ? ` and ${ids.length - SHOWN} more` : ''
    process.stdout.write(`  left out: ${ids.slice(0, SHOWN).join(', ')}${more}: ${reason}\n`)
  }
  if (files.manifest !== 'manifest.jsonl') {
    process.stdout.write(
      `  the dataset has a file of the name of one of ours, which are ${files.manifest}, ${files.errors}, ${files.job} and ${files.report}\n`,
    )
  }
  for (const note of dataset.notes) process.stdout.write(`  ${note}\n`)
  const made = tasks.filter((task) => task.copies > 0).length
  const passed = tasks.length - made
  process.stdout.write(
    `  ${made} samples, ${copies} ${copies === 1 ? 'copy' : 'copies'} of each${passed > 0 ? `, and ${passed} as they came` : ''}\n`,
  )
}

async function conclude(plan: Plan, result: JobResult, { output, shard }: JobSettings, input: Input): Promise<number> {
  const { state, written, skipped, missing } = result
  const { files } = plan
  if (state === 'interrupted') {
    process.stdout.write('Stopped. Nothing that was written is lost; the same command goes on from here.\n')
    return EXIT.interrupted
  }
  if (state === 'already') {
    process.stdout.write(
      `Already complete: ${output}${skipped > 0 ? `, skipped ${skipped} (see ${files.errors})` : ''}\n`,
    )
    return skipped > 0 && input.isOn('strict') ? EXIT.skips : EXIT.ok
  }
  process.stdout.write(
    `Wrote ${written} outputs to ${output}${skipped > 0 ? `, skipped ${skipped} (see ${files.errors})` : ''}\n`,
  )
  if (state === 'shards') {
    const waits = missing.map((index) => `${index}/${shard.count}`).join(', ')
    process.stdout.write(
      `Part ${shard.index}/${shard.count} is done. The whole is NOT complete: the last part to end joins them, and these are missing: ${waits}.\n`,
    )
  } else {
    if (state === 'joined') process.stdout.write('Another process joined the parts.\n')
    const { sayMixed } = await import('@variegate/dataset')
    for (const sentence of await sayMixed(plan, output)) process.stdout.write(`${sentence}\n`)
    process.stdout.write(`Report: ${join(output, files.report)}\n`)
    if (written === 0 && skipped > 0) {
      process.stdout.write(`Nothing could be made of the dataset: everything was skipped, see ${files.errors}.\n`)
      return EXIT.skips
    }
  }
  return skipped > 0 && input.isOn('strict') ? EXIT.skips : EXIT.ok
}

/** Node would wait at its end for threads whose native code does not come back; nothing that is written is lost by not waiting. */
function endAtOnce(): void {
  process.stderr.write(
    'variegate: A sample that was skipped is stuck in native code, so this process has to kill itself; run the same command again to see how far it is.\n',
  )
  process.kill(process.pid, 'SIGKILL')
}

/** The first Ctrl-C stops cleanly, the second at once. */
function stopOnInterrupt(): { signal: AbortSignal; release(): void } {
  const controller = new AbortController()
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted)
    controller.abort()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return {
    signal: controller.signal,
    release() {
      process.off('SIGINT', onSignal)
      process.off('SIGTERM', onSignal)
    },
  }
}
