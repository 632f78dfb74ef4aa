import type { Clip } from '@variegate/audio'
import { checksum, createRandom, emptyContext, runAsync, type Context, type TransformDefinition } from '@variegate/core'
import { imageFrom, type Raster } from '@variegate/image'
import { framesOf } from '@variegate/video'
import { modalities, packages } from './packages.js'

/** Run every transform on a made-up sample and hash what comes out, so that two engines can be compared. */
export async function checksums(): Promise<Record<string, string>> {
  const sums: Record<string, string> = {}
  for (const [modality, definitions] of Object.entries(packages)) {
    for (const definition of definitions) {
      // Frames have no masks to fill.
      if (modality === 'video' && definition.name === 'backgroundColor') continue
      for (const seed of [1, 2])
        sums[`${modality}/${definition.name} ${seed}`] = await checksumOf(modality, definition, seed)
    }
  }
  return sums
}

async function checksumOf(modality: string, definition: TransformDefinition, seed: number): Promise<string> {
  const { fields, takesSteps } = definition
  const sized = fields.width?.kind === 'integer' && fields.height?.kind === 'integer' ? { width: 40, height: 30 } : {}
  const inner = packages[modality]?.find(({ name }) => name === 'gaussianBlur')
  const transform = definition.configure(sized, takesSteps && inner ? [inner.configure({})] : [])
  const { sample: result } = await runAsync(transform, samples[modality], {
    seed,
    id: 'check',
    context: { ...context, lookup: () => partners[modality] },
  })
  const found = modalities.find(({ modality: { name } }) => name === modality)
  if (!found) throw new RangeError(`no modality ${modality}`)
  return checksum(await found.modality.snapshot(result))
}

const random = createRandom('checksums')

function raster(width: number, height: number, name: string): Raster {
  const noise = random.child(name)
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, at) =>
    at % 4 === 3 ? 255 : ((at * 3) % 200) + noise.integer([0, 55]),
  )
  return { width, height, channels: 4, data }
}

const mask = {
  width: 61,
  height: 47,
  data: Uint8Array.from({ length: 61 * 47 }, (_, at) => (at % 61 > 20 && at % 61 < 40 ? 1 : 0)),
}
const image = imageFrom(raster(61, 47, 'image'), {
  masks: { parts: mask },
  instances: [
    {
      id: 1,
      label: 'a',
      box: [5, 6, 20, 18],
      keypoints: [
        { name: 'left_eye', x: 9, y: 9, visibility: 2 },
        { name: 'right_eye', x: 15, y: 9, visibility: 2 },
      ],
    },
    { id: 2, label: 'b', box: [30, 10, 15, 20], polygons: [[30, 10, 45, 12, 40, 30]] },
    { id: 3, label: 'c', mask },
  ],
})
const partner = imageFrom(raster(40, 52, 'partner'), {
  instances: [{ id: 9, label: 'z', box: [4, 4, 16, 20] }],
})
const tone = (rate: number) => Float32Array.from({ length: 8000 }, (_, at) => ((at * rate) % 97) / 97 - 0.5)
const clip: Clip = {
  sampleRate: 8000,
  channels: [tone(7), tone(11)],
  labels: { events: [{ start: 0.2, end: 0.5, label: 'x' }] },
}
const samples: Readonly<Record<string, unknown>> = {
  image,
  text: {
    text: 'The quick dogs happily jumped over a big fence. Ada Lovelace wrote the first program! She lived in London 😀.',
    labels: { spans: [{ start: 48, end: 60, label: 'person' }] },
  },
  audio: clip,
  series: {
    times: Float64Array.from({ length: 120 }, (_, at) => at / 8),
    channels: [0, 1].map((index) => ({
      name: `c${index}`,
      kind: 'continuous',
      values: Float64Array.from({ length: 120 }, (_, at) => (at * (index + 3)) % 17),
    })),
    labels: { intervals: [{ start: 2, end: 4, label: 'x' }] },
  },
  video: {
    width: 48,
    height: 36,
    frameTimes: Float64Array.from({ length: 8 }, (_, at) => at / 8),
    duration: 1,
    frames: framesOf(Array.from({ length: 8 }, (_, at) => raster(48, 36, `frame ${at}`))),
    sound: clip,
    labels: {
      tracks: [{ id: 1, label: 'a', moments: [{ time: 0, instance: { box: [4, 4, 10, 10] } }] }],
      segments: [{ start: 0.25, end: 0.75, label: 's' }],
    },
  },
}

const context: Context = {
  ...emptyContext,
  partners: ['noise'],
  services: {
    translators: {
      apertium: { translate: async (texts: readonly string[]) => texts.map((text) => text.toUpperCase()) },
    },
  },
}

/** What transforms look up. */
const partners: Readonly<Record<string, unknown>> = {
  ...samples,
  image: partner,
  audio: { ...clip, channels: [tone(31)] },
}
