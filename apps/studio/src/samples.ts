import { readWav, type AudioEvent, type Clip } from '@variegate/audio'
import { VariegateError } from '@variegate/core'
import { imageFrom, type Instance, type Raster } from '@variegate/image'
import { checkSeries, type Series } from '@variegate/series'
import type { Document } from '@variegate/text'
import { framesOf, type VideoClip } from '@variegate/video'
import activities from '../../../samples/dataset/activities.csv?raw'
import entities from '../../../samples/dataset/entities.jsonl?raw'
import astronaut from '../../../samples/dataset/images/images/astronaut.jpg?url'
import chelsea from '../../../samples/dataset/images/images/chelsea.jpg?url'
import coffee from '../../../samples/dataset/images/images/coffee.jpg?url'
import instances from '../../../samples/dataset/images/instances.json?raw'
import hourly from '../../../samples/dataset/sensors/bay_hours.csv?raw'
import command from '../../../samples/dataset/speech/command/open_the_door.wav?url'
import events from '../../../samples/dataset/speech/events.csv?raw'
import bell from '../../../samples/dataset/speech/signal/bell.wav?url'

export interface Sample {
  readonly name: string
  load(): Promise<unknown>
}

/** The bundled samples of each modality. */
export const samples: Readonly<Record<string, readonly Sample[]>> = {
  image: [['astronaut', astronaut] as const, ['chelsea', chelsea] as const, ['coffee', coffee] as const].map(
    ([name, url]) => ({
      name,
      load: async () =>
        imageFrom(await readPixels(await fetchBlob(url)), { instances: instancesOf(`${name}.jpg`) }, { id: name }),
    }),
  ),
  text: entities
    .trim()
    .split('\n')
    .map((line, index) => ({ name: `sentence ${index + 1}`, load: async () => documentOf(line) })),
  audio: [
    { name: 'open the door', load: () => clipOf(command, 'command/open_the_door.wav') },
    { name: 'bell', load: () => clipOf(bell, 'signal/bell.wav') },
  ],
  series: [
    { name: 'bay temperatures', load: async () => seriesOf(hourly, 'bay') },
    { name: 'walking', load: async () => walking() },
  ],
  video: [{ name: 'camera pan', load: () => pan() }],
}

/** Read a file that was dropped: its modality and sample. */
export async function readDropped(file: File): Promise<{ modality: string; sample: unknown }> {
  if (file.type.startsWith('image/'))
    return { modality: 'image', sample: imageFrom(await readPixels(file), {}, { id: file.name }) }
  if (file.name.toLowerCase().endsWith('.wav')) {
    return { modality: 'audio', sample: { ...readWav(new Uint8Array(await file.arrayBuffer())), id: file.name } }
  }
  if (file.name.toLowerCase().endsWith('.csv'))
    return { modality: 'series', sample: seriesOf(await file.text(), file.name) }
  if (file.type.startsWith('text/'))
    return { modality: 'text', sample: { id: file.name, text: await file.text(), labels: {} } satisfies Document }
  throw new VariegateError(`Expected an image, a text, a WAV or a CSV but received "${file.name}".`)
}

const fetchBlob = async (url: string): Promise<Blob> => (await fetch(url)).blob()

/** The browser decodes pictures; their pixels come from a canvas. */
async function readPixels(blob: Blob): Promise<Raster> {
  const bitmap = await createImageBitmap(blob)
  const { width, height } = bitmap
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) throw new VariegateError('Expected a canvas to read the picture with, but the browser has none.')
  context.drawImage(bitmap, 0, 0)
  return { width, height, channels: 4, data: context.getImageData(0, 0, width, height).data }
}

interface Coco {
  readonly images: readonly { readonly id: number; readonly file_name: string }[]
  readonly categories: readonly { readonly id: number; readonly name: string; readonly keypoints?: readonly string[] }[]
  readonly annotations: readonly {
    readonly id: number
    readonly image_id: number
    readonly category_id: number
    readonly bbox: [number, number, number, number]
    readonly segmentation: readonly (readonly number[])[] | object
    readonly keypoints?: readonly number[]
  }[]
}

function instancesOf(file: string): Instance[] {
  const coco = JSON.parse(instances) as Coco // our own samples
  const image = coco.images.find((row) => row.file_name === file)
  return coco.annotations
    .filter((row) => row.image_id === image?.id)
    .map(({ id, category_id, bbox, segmentation, keypoints }): Instance => {
      const category = coco.categories.find((row) => row.id === category_id)
      const polygons =
        Array.isArray(segmentation) && segmentation.length > 0
          ? { polygons: segmentation as readonly (readonly number[])[] }
          : {}
      const points = (category?.keypoints ?? []).map((name, index) => ({
        name,
        x: keypoints?.[index * 3] ?? 0,
        y: keypoints?.[index * 3 + 1] ?? 0,
        visibility: 2 as const,
      }))
      return { id, label: category?.name ?? '', box: bbox, ...polygons, ...(keypoints ? { keypoints: points } : {}) }
    })
}

function documentOf(line: string): Document {
  const row = JSON.parse(line) as {
    id: number
    text: string
    label: string
    spans: { start: number; end: number; label: string }[]
  } // our own samples
  const unit = (points: number) => Array.from(row.text).slice(0, points).join('').length
  return {
    id: String(row.id),
    text: row.text,
    labels: {
      label: row.label,
      spans: row.spans.map((span) => ({ ...span, start: unit(span.start), end: unit(span.end) })),
    },
  }
}

async function clipOf(url: string, file: string): Promise<Clip> {
  const clip = readWav(new Uint8Array(await (await fetchBlob(url)).arrayBuffer()))
  const rows = events
    .trim()
    .split('\n')
    .map((line) => line.split(','))
  const heard = rows
    .filter(([name]) => name === file)
    .map(([, start, end, label = '']): AudioEvent => ({ start: Number(start), end: Number(end), label }))
  return { ...clip, id: file, labels: { events: heard } }
}

/** A table of numbers: the time, then the channels; what is no number is missing. */
function seriesOf(csv: string, id: string): Series {
  const [header = '', ...lines] = csv.trim().split(/\r?\n/)
  const rows = lines.map((line) => line.split(',').map((cell) => (cell.trim() === '' ? NaN : Number(cell))))
  const names = header.split(',').slice(1)
  const channels = names.map((name, index) => ({
    name,
    kind: 'continuous' as const,
    values: Float64Array.from(rows, (row) => row[index + 1] ?? NaN),
  }))
  return checkSeries({ id, times: Float64Array.from(rows, ([time = NaN]) => time), channels, labels: {} })
}

function walking(): Series {
  const rows = activities
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('0,'))
  return {
    ...seriesOf(['t,x,y,z', ...rows.map((line) => line.split(',').slice(2).join(','))].join('\n'), 'walking'),
    labels: { label: 'walk' },
  }
}

/** A camera that moves over a photograph; the face moves against it. */
async function pan(): Promise<VideoClip> {
  const photo = await readPixels(await fetchBlob(astronaut))
  const [width, height, count] = [160, 120, 24]
  const corners = Array.from(
    { length: count },
    (_, index) => [Math.round((index / count) * 120), Math.round((index / count) * 40)] as const,
  )
  const frames = corners.map(([left, top]): Raster => {
    const data = new Uint8ClampedArray(width * height * 4)
    for (let row = 0; row < height; row++) {
      const from = ((top + row) * photo.width + left) * 4
      data.set(photo.data.subarray(from, from + width * 4), row * width * 4)
    }
    return { width, height, channels: 4, data }
  })
  const boxes = corners.map(([left, top], index) => ({ time: index / 12, box: [96 - left, 9 - top, 93, 109] as const }))
  const visible = boxes.map(({ time, box: [x, y, w, h] }) => {
    const [from, above] = [Math.max(0, x), Math.max(0, y)]
    return { time, box: [from, above, Math.min(width, x + w) - from, Math.min(height, y + h) - above] as const }
  })
  return {
    id: 'pan',
    width,
    height,
    duration: count / 12,
    frameTimes: Float64Array.from({ length: count }, (_, index) => index / 12),
    frames: framesOf(frames),
    labels: {
      tracks: [{ id: 1, label: 'face', moments: visible.map(({ time, box }) => ({ time, instance: { box } })) }],
      segments: [{ start: 0, end: 1, label: 'first second' }],
    },
  }
}
