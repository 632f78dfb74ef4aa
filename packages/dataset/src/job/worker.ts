import { parentPort, workerData } from 'node:worker_threads'
import { VariegateError } from '@variegate/core'
import { makeServices } from './context.js'
import { machineFault, reasonOf, stoppedBy } from './failures.js'
import type { Failed, Said } from './hands.js'
import { memoryOfWorker } from './memory.js'
import { performer } from './perform.js'
import { makePlan } from './plan.js'
import type { JobSettings } from './settings.js'

const say = (said: Said): void => void (parentPort ? parentPort.postMessage(said) : process.send?.(said))

async function work(settings: JobSettings): Promise<(task: number) => void> {
  const plan = await makePlan(settings, true)
  if (plan.tasks.some(({ source }) => source.modality === 'image')) {
    const { limitMemory, setUpSharp } = await import('@variegate/image/node')
    limitMemory(memoryOfWorker(settings.workers), 'fewer --workers leave more to each')
    // Workers are the parallelism; codecs with threads of their own would only get in their way.
    setUpSharp((sharp) => {
      sharp.concurrency(1)
      sharp.cache(false)
    })
  }
  const perform = performer(plan, settings, makeServices(settings.translators))
  const tell = (isLast: boolean) => (result: Parameters<Parameters<typeof perform>[1]>[0]) =>
    say({ kind: 'piece', result, isLast })
  return (task) => {
    void perform(task, tell(false)).then(tell(true), (error: unknown) => {
      const fault = machineFault(error, settings.output)
      if (error instanceof VariegateError) say({ kind: 'stopped', message: error.message })
      else if (fault !== undefined) say({ kind: 'stopped', message: stoppedBy(fault).message })
      else throw error
    })
  }
}

if (parentPort) {
  const begin = await work(workerData as JobSettings) // what hands.ts starts every thread with
  parentPort.on('message', begin)
} else {
  // The terminal's Ctrl-C reaches every process; the job's own decides what it means.
  process.on('SIGINT', () => {})
  process.on('disconnect', () => process.exit())
  process.on('uncaughtException', (error) => {
    const failed: Failed = { kind: 'failed', message: reasonOf(error) }
    process.send?.(failed, undefined, undefined, () => process.exit(1))
  })
  const settings = await new Promise<JobSettings>((resolve) =>
    process.once('message', resolve as (said: unknown) => void),
  ) // what hands.ts sends first
  const begin = await work(settings)
  process.on('message', (task) => begin(task as number)) // all that hands.ts sends later
}
say({ kind: 'ready' })
