import { isJsonObject, type Json, type TransformDefinition } from '@variegate/core'
import { stringify } from 'yaml'
import type { Entry } from './entries.js'

/** What a page shows where the defaults on the usual sample would show little, or are refused. */
export interface Example {
  /** The step's options, or the steps of a policy; the defaults unless stated. */
  readonly options?: Json
  /** The id of a bundled sample; the heading's usual one unless stated. */
  readonly sample?: string
  /** What a reader has to know of the example. */
  readonly note?: string
}

const CHELSEA = 'images/images/chelsea.jpg'
const COFFEE = 'images/images/coffee.jpg'
const ROCKET = 'images/images/rocket.jpg'
const CAT = 'photos/animal/cat.jpg'
const square = (side: number): Json => ({ width: side, height: side })
const MASK_NOTE = 'The mask is filled from the polygons of the sample.'
const choices: Json = [{ gaussianBlur: { sigma: 3 } }, { hue: { shift: 0.3 } }, 'horizontalFlip']

/** Examples by heading and name; every other transform is shown with its defaults. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  'image/atLeastOneBoxCrop': { options: square(160) },
  'image/backgroundColor': { sample: COFFEE, note: MASK_NOTE },
  'image/blend': { sample: CAT },
  'image/boxSubsetSafeCrop': { options: { kept: [0.3, 0.6] } },
  'image/centerCrop': { options: square(200) },
  'image/clouds': { sample: ROCKET },
  'image/constrainedDropout': { options: { labels: ['face'], count: 3, height: 0.2, width: 0.2 } },
  'image/crop': { options: { x: 70, y: 0, width: 200, height: 160 } },
  'image/cropNonEmptyMask': { options: square(140), sample: COFFEE, note: MASK_NOTE },
  'image/cutmix': { sample: CAT },
  'image/deadPixels': { options: { amount: [0.003, 0.01] }, sample: CAT },
  'image/dissolve': { sample: CAT },
  'image/exposureMatch': { sample: CAT },
  'image/fiveCrop': { options: square(160) },
  'image/fmix': { sample: CAT },
  'image/fourierDomainAdaptation': { options: { beta: [0, 0.02] }, sample: CAT },
  'image/histogramMatch': { sample: CAT },
  'image/inColorSpace': { options: { space: 'hsv', channels: [0], steps: [{ gaussianNoise: { std: 20 } }] } },
  'image/lensFlare': { sample: ROCKET },
  'image/letterbox': { options: { width: 320, height: 320 }, sample: CHELSEA },
  'image/maskDropout': { options: { count: [1, 2] } },
  'image/mixup': { sample: CAT },
  'image/opacity': { sample: CHELSEA },
  'image/pad': { options: { left: [0, 60], top: [0, 60], right: [0, 60], bottom: [0, 60], fill: [220, 220, 220] } },
  'image/padIfNeeded': { options: { width: 400, height: 400, position: 'random' } },
  'image/padToMultiple': { options: { multiple: 128 }, sample: CHELSEA },
  'image/patchMix': { sample: CAT },
  'image/pixelDistribution': { sample: CAT },
  'image/randomCrop': { options: square(200) },
  'image/randomSizedCrop': { options: { cropHeight: [100, 240], width: 200, height: 200 } },
  'image/resize': { options: { width: 160, height: 240 } },
  'image/resizeLongest': { options: { size: [120, 240] }, sample: CHELSEA },
  'image/resizeShortest': { options: { size: [80, 160] }, sample: CHELSEA },
  'image/resizemix': { sample: CAT },
  'image/sunFlare': { options: { radius: [80, 120] }, sample: ROCKET },
  'image/superpixels': { options: { fraction: [0.3, 0.7] } },
  'image/tenCrop': { options: square(160) },
  'image/within': { options: { label: 'face', steps: [{ gaussianBlur: { sigma: 6 } }] } },
  'text/backTranslation': {
    options: { translator: 'phrasebook' },
    note: 'Here a list of two phrases stands in for a translator, which is a program of your own.',
  },
  'text/sentenceShuffle': { sample: 'entities.jsonl#4' },
  'audio/backgroundNoise': { options: { snr: [3, 15], folder: 'noise' } },
  'policy/sequence': { options: choices },
  'policy/sometimes': { options: choices },
  'policy/oneOf': { options: choices },
  'policy/someOf': { options: { count: [1, 2], steps: choices } },
  'policy/byLabel': { options: { labels: ['cat', '*'], steps: ['horizontalFlip', { hue: { shift: 0.3 } }] } },
  'policy/randAugment': { sample: 'speech/signal/bell.wav', note: 'Images have the published one of this name.' },
  'policy/trivialAugment': { options: { steps: [{ rotate: {} }, { saturation: {} }, { gaussianNoise: {} }] } },
  'policy/repeat': { options: { times: [1, 4], steps: [{ gaussianBlur: { sigma: 2 } }] } },
}

const USUAL: Readonly<Record<string, string>> = {
  image: 'images/images/astronaut.jpg',
  text: 'entities.jsonl#4',
  audio: 'speech/command/open_the_door.wav',
  series: 'sensors/seattle_weather.csv',
  video: 'clips/pan/astronaut.mp4',
  policy: 'images/images/astronaut.jpg',
}

const exampleOf = ({ heading, definition }: Entry): Example => EXAMPLES[`${heading}/${definition.name}`] ?? {}

/** The id of the bundled sample that a page shows. */
export const sampleOf = (entry: Entry): string => exampleOf(entry).sample ?? USUAL[entry.heading] ?? ''

/** What a reader has to know of a page's example, or nothing. */
export const noteOf = (entry: Entry): string => exampleOf(entry).note ?? ''

/** The line of a policy file that a page's examples are made with. */
export function lineOf(entry: Entry): string {
  const { name } = entry.definition
  const options = exampleOf(entry).options ?? written(entry.definition)
  if (isJsonObject(options) && Object.keys(options).length === 0) return `- ${name}`
  // Through JSON, so that -0 is 0.
  const flow = stringify(JSON.parse(JSON.stringify(options)), { collectionStyle: 'flow', lineWidth: 0 }).trim()
  return `- ${name}: ${flow.replaceAll('[ ', '[').replaceAll(' ]', ']')}`
}

/** The defaults that say how strong a transform is, written out so that a reader sees what to change. */
function written({ fields }: TransformDefinition): Json {
  const set = Object.entries(fields).filter(([, field]) => field.default !== undefined)
  const strong = set.filter(([, field]) => field.strength !== undefined)
  const shown = strong.length > 0 ? strong : set.filter(([, field]) => field.kind === 'range')
  return Object.fromEntries(shown.map(([name, field]) => [name, field.default as Json])) // defaults are JSON
}
