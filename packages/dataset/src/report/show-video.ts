import { durationOf } from '@variegate/audio'
import { frameAt, type VideoClip } from '@variegate/video'
import { dataUri, short, type Keep } from './html.js'
import { frame, showBox, thumbnail } from './show-image.js'
import { showCurves } from './show-time.js'

const FRAMES = 5

/** Frames from beginning to end with the boxes of their moment, and the segments below. */
export async function showVideo(clip: VideoClip, keep: Keep = dataUri): Promise<string> {
  const count = clip.frameTimes.length
  const picks = Array.from({ length: Math.min(FRAMES, count) }, (_, index) =>
    Math.floor(((index + 0.5) / FRAMES) * count),
  )
  const pictures: string[] = []
  let at = 0
  for await (const raster of clip.frames(picks)) {
    const index = picks[at++] ?? 0
    const boxes = (clip.labels.tracks ?? []).flatMap(({ id, label, moments }) =>
      moments
        .filter(({ time }) => frameAt(clip, time) === index)
        .flatMap(({ instance: { box } }) => (box ? [showBox([...box], label ?? String(id), clip)] : [])),
    )
    pictures.push(frame(await thumbnail(raster, keep), clip, boxes.join(''), `${short(clip.frameTimes[index] ?? 0)} s`))
  }
  const sound = clip.sound ? `, sound ${short(durationOf(clip.sound))} s` : ''
  const caption = `${count} frames, ${short(clip.duration)} s${sound}`
  const segments = showCurves([], clip.labels.segments ?? [], [0, clip.duration], 18, caption)
  return `<div class="strip">${pictures.join('')}</div>${segments}`
}
