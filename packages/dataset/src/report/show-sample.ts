import type { Clip } from '@variegate/audio'
import type { Image } from '@variegate/image'
import type { Series } from '@variegate/series'
import type { Document } from '@variegate/text'
import type { VideoClip } from '@variegate/video'
import { dataUri, type Keep } from './html.js'
import { showAudio } from './show-audio.js'
import { showImage } from './show-image.js'
import { showSeries } from './show-series.js'
import { showText } from './show-text.js'
import { showVideo } from './show-video.js'

/** Draw a sample with its labels; a source's modality says what its samples are. */
export async function showSample(
  modality: string,
  sample: unknown,
  other: unknown,
  keep: Keep = dataUri,
): Promise<string> {
  if (modality === 'image') return showImage(sample as Image, keep)
  if (modality === 'audio') return showAudio(sample as Clip, keep)
  if (modality === 'series') return showSeries(sample as Series)
  if (modality === 'text') return showText(sample as Document, other as Document)
  return showVideo(sample as VideoClip, keep)
}
