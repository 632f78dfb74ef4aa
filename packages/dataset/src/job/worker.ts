import sharp from 'sharp'
import { parentPort, workerData } from 'node:worker_threads'
import { makeTranslators } from './context.js'
import { performer } from './perform.js'
import { makePlan } from './plan.js'
import type { JobSettings } from './settings.js'

// Workers are the parallelism; codecs with threads of their own would only get in their way.
sharp.concurrency(1)
sharp.cache(false)

const settings = workerData as JobSettings // what the pool starts every worker with
const perform = performer(await makePlan(settings), settings, makeTranslators(settings.translators))

parentPort?.on('message', (task: number) => {
  void perform(task).then((result) => parentPort?.postMessage(result))
})
parentPort?.postMessage('ready')
