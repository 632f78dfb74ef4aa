// Times variegate: a JSON request a line on standard input, a JSON answer a line on standard output.
import { emptyContext, runAsync, type Context, type JsonObject, type Transform } from '@variegate/core'
import { grayscale, imageFrom, imageTransforms, toRaster, type Image, type Raster } from '@variegate/image'
import { encodeImage, readImage } from '@variegate/image/node'
import { readFileSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Call, Input } from './case.js'
import type { Answer, Hello, Request } from './side.js'

const definitions = new Map(imageTransforms.flatMap((one) => [one.name, ...one.aliases].map((name) => [name, one])))

let written = 0
/** The last picture that was read from a file, whose memory the next one takes. */
let latest: Raster | undefined

const hello: Hello = { names: [...definitions.keys()], versions: { Node: process.version } }
console.log(JSON.stringify(hello))
for await (const line of createInterface({ input: process.stdin })) {
  const reply = await answer(JSON.parse(line) as Request).catch((error: unknown) => ({ error: String(error) }))
  console.log(JSON.stringify(reply))
}

async function answer({ case: given, image, other, repeat, warm, seed, target }: Request): Promise<Answer> {
  const missing = given.ours.find(({ name }) => !definitions.has(name))
  if (missing) return { missing: missing.name }
  const steps = given.ours.map(configured)
  const raster = await pictureOf(image, given.input)
  // Memory of a result that is done with is used again, as the peer gives its own back at once.
  let spare: Raster | undefined
  const partner = imageFrom(await pictureOf(other, 'colour'), {}, { id: 'other' })
  const context: Context<Image> = { ...emptyContext, partners: ['other'], lookup: () => partner, list: () => ['other'] }
  const call = (at: string) => {
    const work = async (before: Raster) => {
      const made = await runAsync(steps, imageFrom(before), { seed: `${seed}/${at}`, id: 'peer', context })
      return toRaster(made.sample, spare?.data)
    }
    return target === undefined
      ? inMemory(work, raster)
      : throughFiles(work, image, join(target, `variegate-${written++}.jpg`))
  }
  const end = performance.now() + warm
  for (let at = 0; performance.now() < end; at++) {
    const { after } = await call(`warm ${at}`)
    if (differs(after, raster)) spare = after
  }
  let sum = 0
  let changed = 0
  // A draw may be the identity, as that of a random flip: it is no time, and is drawn again.
  for (let at = 0; at < repeat * 4 && changed < repeat; at++) {
    const { took, after } = await call(String(at))
    if (!differs(after, raster)) continue
    spare = after
    sum += took
    changed++
  }
  return { ms: changed > 0 ? sum / changed : 0, changed }
}

function configured({ name, options }: Call): Transform<Image> {
  const definition = definitions.get(name)
  if (!definition) throw new Error(`Expected an image transform but received "${name}".`)
  return definition.configure(options as JsonObject)
}

type Work = (before: Raster) => Promise<Raster>

async function inMemory(work: Work, before: Raster) {
  const start = performance.now()
  const after = await work(before)
  return { took: performance.now() - start, after }
}

/** Files are read and written as workers of a job do; memory of what is done with is used again here too. */
async function throughFiles(work: Work, source: string, target: string) {
  const start = performance.now()
  const raster = await readImage(readFileSync(source), latest ? { into: latest.data } : {})
  latest = raster
  const after = await work(raster)
  writeFileSync(target, await encodeImage(after, { format: 'jpeg', quality: 90 }))
  return { took: performance.now() - start, after }
}

async function pictureOf(path: string, input: Input): Promise<Raster> {
  const raster = await readImage(await readFile(path))
  if (input === 'float') return floatsOf(raster)
  if (input === 'colour') return raster
  const made = await runAsync(grayscale(), imageFrom(raster), { seed: 0, id: 'grey' })
  return { ...toRaster(made.sample), layout: 'grey' }
}

/** Red, green and blue of [0, 1]. */
function floatsOf({ width, height, data }: Raster): Raster {
  const floats = new Float32Array(width * height * 3)
  for (let at = 0; at < floats.length; at++) floats[at] = (data[at + Math.floor(at / 3)] ?? 0) / 255
  return { width, height, channels: 3, data: floats, layout: 'rgb' }
}

function differs(after: Raster, before: Raster): boolean {
  const { width, height, layout } = before
  if (after.width !== width || after.height !== height || after.layout !== layout) return true
  return Buffer.compare(bytesOf(after), bytesOf(before)) !== 0
}

function bytesOf({ data }: Raster): Buffer {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength)
}
