import { emptyContext, runAsync, type Context, type Transform } from '@variegate/core'
import { parsePipeline } from '@variegate/core/pipeline'
import { loadPackages, openDataset, type Source } from '@variegate/dataset'
import { imageModality, type Image } from '@variegate/image'
import { videoModality, type VideoClip } from '@variegate/video'
import { readFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const UNITS: Readonly<Record<string, string>> = {
  image: 'images',
  audio: 'clips',
  text: 'sentences',
  series: 'series',
  video: 'videos',
}
/** Each measurement lasts at least this long. */
const SECONDS = Number(process.env.BENCH_SECONDS ?? 0.4)

const packages = await loadPackages()
const policy = parsePipeline(await readFile(`${root}samples/policy.yaml`, 'utf8'), {
  packages,
  file: 'samples/policy.yaml',
})
const dataset = await openDataset(`${root}samples/dataset`)

console.log(
  `One thread of ${cpus()[0]?.model.trim() ?? 'an unknown processor'}, Node ${process.version}. Samples are in memory; nothing is read or written.\n`,
)
for (const modality of Object.keys(UNITS)) {
  const samples = await readSamples(dataset.sources.filter((source) => source.modality === modality))
  const context: Context = { ...emptyContext, partners: ['other'], lookup: () => samples[0], list: () => ['other'] }
  console.log(
    `${modality}: ${await rate(modality, policy[modality] ?? [], samples, context)} ${UNITS[modality]}/s for the sample policy, ${samples.length} samples`,
  )
  for (const definition of packages[modality] ?? []) {
    // A video plays image transforms frame by frame, which the images' own rows tell.
    if (modality === 'video' && packages.image?.some(({ name }) => name === definition.name)) continue
    if (definition.name === 'backTranslation') continue
    const crops = /^(crop|centerCrop|randomCrop)$/.test(definition.name) ? { width: 100, height: 100 } : {}
    const perSecond = await rate(modality, [definition.configure(crops)], samples, context)
    console.log(`  ${definition.name.padEnd(20)} ${(1000 / perSecond).toFixed(3).padStart(9)} ms`)
  }
  console.log('')
}

async function readSamples(sources: readonly Source[]): Promise<unknown[]> {
  const samples = []
  for (const source of sources) for (const entry of source.entries) samples.push(await source.read(entry))
  return samples
}

/** Samples a second, results computed to the last pixel. */
async function rate(
  modality: string,
  steps: readonly Transform[],
  samples: readonly unknown[],
  context: Context,
): Promise<number> {
  let done = 0
  let seed = 0
  let start = 0
  // The first round warms up.
  for (let round = 0; round === 0 || performance.now() - start < SECONDS * 1000; round++) {
    if (round === 1) {
      start = performance.now()
      done = 0
    }
    for (const sample of samples) {
      const made = await runAsync(steps, sample, { seed: seed++, id: 'bench', context })
      if (modality === 'image') imageModality.snapshot(made.sample as Image) // pixels are lazy until they are asked for
      if (modality === 'video') await videoModality.snapshot(made.sample as VideoClip)
      done++
    }
    if (start === 0) start = performance.now()
  }
  return Math.round((done / ((performance.now() - start) / 1000)) * 10) / 10
}
