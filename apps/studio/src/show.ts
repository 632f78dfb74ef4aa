import { durationOf, writeWav, type Clip } from '@variegate/audio'
import { toRaster, type Image, type Raster } from '@variegate/image'
import { endOf, type Series } from '@variegate/series'
import type { Document, Part } from '@variegate/text'
import { frameAt, type VideoClip } from '@variegate/video'

/** Draw a sample of any modality with its labels. */
export async function show(modality: string, sample: unknown): Promise<HTMLElement[]> {
  if (modality === 'image') return [showImage(sample as Image)] // the modality says what its samples are
  if (modality === 'text') return showText(sample as Document)
  if (modality === 'audio') return showAudio(sample as Clip)
  if (modality === 'series') return showSeries(sample as Series)
  return showVideo(sample as VideoClip)
}

const COLOURS = ['#ff5a36', '#1e88e5', '#2e9e4f', '#9c4dcc', '#d69e00', '#d81b60']

const colourOf = (label: string): string =>
  COLOURS[[...label].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % COLOURS.length] ?? '#ff5a36'

function canvas(width: number, height: number): { element: HTMLCanvasElement; context: CanvasRenderingContext2D } {
  const element = document.createElement('canvas')
  element.width = width
  element.height = height
  const context = element.getContext('2d')
  if (!context) throw new Error('the browser has no canvas')
  return { element, context }
}

function drawRaster({ width, height, data }: Raster) {
  const drawn = canvas(width, height)
  drawn.context.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0)
  drawn.context.lineWidth = Math.max(1, width / 200)
  drawn.context.font = `${Math.max(10, width / 22)}px system-ui`
  return drawn
}

function drawBox(
  context: CanvasRenderingContext2D,
  [x, y, width, height]: readonly [number, number, number, number],
  label: string,
): void {
  context.strokeStyle = colourOf(label)
  context.strokeRect(x, y, width, height)
  context.fillStyle = colourOf(label)
  context.fillText(label, x + 2, Math.max(11, y - 3))
}

function showImage(image: Image): HTMLElement {
  const { element, context } = drawRaster(toRaster(image))
  for (const { label = '', box, polygons = [], keypoints = [] } of image.labels.instances ?? []) {
    context.fillStyle = `${colourOf(label)}55`
    for (const polygon of polygons) {
      context.beginPath()
      for (let at = 0; at < polygon.length; at += 2) context.lineTo(polygon[at] ?? 0, polygon[at + 1] ?? 0)
      context.fill()
    }
    if (box) drawBox(context, box, label)
    for (const { x, y, visibility } of keypoints) {
      if (visibility === 0) continue
      context.beginPath()
      context.arc(x + 0.5, y + 0.5, 4, 0, 7)
      context.fill()
    }
  }
  return element
}

function showText(sample: Document): HTMLElement[] {
  return [showPart(sample), ...Object.values(sample.others ?? {}).map(showPart)]
}

function showPart({ text, labels = {} }: Part): HTMLElement {
  const paragraph = document.createElement('p')
  paragraph.className = 'text'
  let at = 0
  for (const { start, end, label } of labels.spans ?? []) {
    if (start < at) continue
    const mark = document.createElement('mark')
    mark.textContent = text.slice(start, end)
    mark.title = label
    mark.style.background = `${colourOf(label)}44`
    paragraph.append(text.slice(at, start), mark)
    at = end
  }
  paragraph.append(text.slice(at))
  return paragraph
}

function plot(
  values: ArrayLike<number>,
  stretches: readonly { start: number; end: number; label: string }[],
  from: number,
  to: number,
  title: string,
): HTMLElement {
  const { element, context } = canvas(560, 120)
  context.font = '12px system-ui'
  const x = (time: number) => ((time - from) / (to - from)) * 560
  for (const { start, end, label } of stretches) {
    context.fillStyle = `${colourOf(label)}44`
    context.fillRect(x(start), 0, Math.max(1, x(end) - x(start)), 120)
    context.fillStyle = colourOf(label)
    context.fillText(label, x(start) + 3, 12)
  }
  const finite = Array.from(values).filter(Number.isFinite)
  const low = finite.reduce((least, value) => Math.min(least, value), Infinity)
  const high = finite.reduce((most, value) => Math.max(most, value), -Infinity)
  context.strokeStyle = '#3b6ea5'
  context.beginPath()
  let joined = false
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? NaN
    const y = 114 - ((value - low) / Math.max(1e-9, high - low)) * 96
    if (!Number.isFinite(value)) joined = false
    else if (joined) context.lineTo((at / values.length) * 560, y)
    else {
      context.moveTo((at / values.length) * 560, y)
      joined = true
    }
  }
  context.stroke()
  context.fillStyle = '#888'
  context.fillText(title, 4, 116)
  return element
}

function showAudio(clip: Clip): HTMLElement[] {
  const player = document.createElement('audio')
  player.controls = true
  player.src = URL.createObjectURL(new Blob([new Uint8Array(writeWav(clip))], { type: 'audio/wav' }))
  const duration = durationOf(clip)
  return [plot(clip.channels[0] ?? [], clip.labels.events ?? [], 0, duration, `${duration.toFixed(2)} s`), player]
}

function showSeries({ times, channels, labels }: Series): HTMLElement[] {
  return channels
    .slice(0, 4)
    .map(({ name, values }) => plot(values, labels.intervals ?? [], times[0] ?? 0, endOf(times), name))
}

async function showVideo(clip: VideoClip): Promise<HTMLElement[]> {
  const strip = document.createElement('div')
  strip.className = 'strip'
  const count = clip.frameTimes.length
  const picks = [0, 1, 2, 3, 4, 5].map((index) => Math.floor(((index + 0.5) / 6) * count))
  let at = 0
  for await (const raster of clip.frames(picks)) {
    const index = picks[at++] ?? 0
    const { element, context } = drawRaster(raster)
    for (const { label = '', moments } of clip.labels.tracks ?? []) {
      for (const { time, instance } of moments)
        if (instance.box && frameAt(clip, time) === index) drawBox(context, instance.box, label)
    }
    strip.append(element)
  }
  return [
    strip,
    plot([], clip.labels.segments ?? [], 0, clip.duration, `${count} frames, ${clip.duration.toFixed(2)} s`),
  ]
}
