import type { Clip } from '@variegate/audio'
import type { Image } from '@variegate/image'
import type { Series } from '@variegate/series'
import type { Document } from '@variegate/text'
import type { VideoClip } from '@variegate/video'
import { dataUri, type Keep } from './html.js'

/** Draw a sample with its labels; a source's modality says what its samples are. */
export async function showSample(
  modality: string,
  sample: unknown,
  other: unknown,
  keep: Keep = dataUri,
): Promise<string> {
  if (modality === 'image') return (await import('./show-image.js')).showImage(sample as Image, keep)
  if (modality === 'audio') return (await import('./show-audio.js')).showAudio(sample as Clip, keep)
  if (modality === 'series') return (await import('./show-series.js')).showSeries(sample as Series)
  if (modality === 'text') return (await import('./show-text.js')).showText(sample as Document, other as Document)
  return (await import('./show-video.js')).showVideo(sample as VideoClip, keep)
}
