import { emptyContext, runAsync, type Context } from '@variegate/core'
import { parsePipeline } from '@variegate/core/pipeline'
import { packages } from './packages.js'
import { readDropped, samples } from './samples.js'
import { show } from './show.js'

const STARTERS: Readonly<Record<string, string>> = {
  image:
    'image:\n  - horizontalFlip: { p: 0.5 }\n  - affine: { rotate: [-20, 20], scale: [0.9, 1.1] }\n  - colorJitter\n  - gaussianNoise: { std: [5, 15] }\n',
  text: 'text:\n  - synonymReplacement: { fraction: 0.2 }\n  - randomSwap: { fraction: 0.1 }\n  - sentenceShuffle\n',
  audio: 'audio:\n  - timeStretch: { rate: [0.8, 1.25] }\n  - pitchShift: { semitones: [-4, 4] }\n  - gaussianNoise\n',
  series: 'series:\n  - jitter\n  - timeWarp\n  - oneOf: [levelShift, spike, stuckSensor, dropoutGap]\n',
  video: 'video:\n  - horizontalFlip: { p: 0.5 }\n  - speed\n  - affine\n',
}

const element = <T extends HTMLElement>(id: string, kind: new () => T): T => {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new Error(`no ${id} in the page`)
  return found
}
const modality = element('modality', HTMLSelectElement)
const sample = element('sample', HTMLSelectElement)
const seed = element('seed', HTMLInputElement)
const copy = element('copy', HTMLInputElement)
const policy = element('policy', HTMLTextAreaElement)
const file = element('file', HTMLInputElement)
const drop = element('drop', HTMLLabelElement)
const problem = element('problem', HTMLParagraphElement)

let dropped: { modality: string; sample: unknown } | undefined
let turn = 0

/** Run the policy and show both sides; only the last of several runs is shown. */
async function update(): Promise<void> {
  const mine = ++turn
  try {
    const kind = modality.value
    const before = dropped?.modality === kind ? dropped.sample : await samples[kind]?.[sample.selectedIndex]?.load()
    const steps = parsePipeline(policy.value, { packages, file: 'policy' })[kind] ?? []
    const made = await runAsync(steps, before, {
      seed: seed.valueAsNumber || 0,
      copy: copy.valueAsNumber || 1,
      id: 'studio',
      context: studioContext(before),
    })
    const [left, right] = await Promise.all([show(kind, before), show(kind, made.sample)])
    if (mine !== turn) return
    element('before', HTMLDivElement).replaceChildren(...left)
    element('after', HTMLDivElement).replaceChildren(...right)
    element('recipe', HTMLPreElement).textContent = JSON.stringify(made.recipe, null, 1)
    problem.textContent = ''
  } catch (error) {
    if (mine === turn) problem.textContent = error instanceof Error ? error.message : String(error)
  }
}

/** Transforms that need another sample get this one. */
const studioContext = (before: unknown): Context => ({ ...emptyContext, partners: ['studio'], lookup: () => before })

function chooseModality(kind: string): void {
  modality.value = kind
  policy.value = STARTERS[kind] ?? ''
  const names = dropped?.modality === kind ? ['your file'] : (samples[kind] ?? []).map(({ name }) => name)
  sample.replaceChildren(...names.map((name) => new Option(name)))
  void update()
}

async function take(given: File): Promise<void> {
  try {
    dropped = await readDropped(given)
    chooseModality(dropped.modality)
  } catch (error) {
    problem.textContent = error instanceof Error ? error.message : String(error)
  }
}

modality.replaceChildren(...Object.keys(samples).map((name) => new Option(name)))
modality.addEventListener('change', () => {
  dropped = undefined
  chooseModality(modality.value)
})
for (const input of [sample, seed, copy, policy]) input.addEventListener('input', () => void update())
file.addEventListener('change', () => {
  const [given] = file.files ?? []
  if (given) void take(given)
})
drop.addEventListener('dragover', (event) => event.preventDefault())
drop.addEventListener('drop', (event) => {
  event.preventDefault()
  const [given] = event.dataTransfer?.files ?? []
  if (given) void take(given)
})
chooseModality('image')
