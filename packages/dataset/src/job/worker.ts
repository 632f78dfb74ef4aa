import { parentPort, workerData } from 'node:worker_threads'
import { makeTranslators } from './context.js'
import { performer } from './perform.js'
import { makePlan } from './plan.js'
import type { JobSettings } from './settings.js'

const settings = workerData as JobSettings // what the pool starts every worker with
const plan = await makePlan(settings, true)
if (plan.tasks.some(({ source }) => source.modality === 'image')) {
  const { setUpSharp } = await import('@variegate/image/node')
  // Workers are the parallelism; codecs with threads of their own would only get in their way.
  setUpSharp((sharp) => {
    sharp.concurrency(1)
    sharp.cache(false)
  })
}
const perform = performer(plan, settings, makeTranslators(settings.translators))

parentPort?.on('message', (task: number) => {
  void perform(task).then((result) => parentPort?.postMessage(result))
})
parentPort?.postMessage('ready')
