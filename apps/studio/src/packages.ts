import { audioTransforms } from '@variegate/audio'
import type { Packages } from '@variegate/core/pipeline'
import { imageTransforms } from '@variegate/image'
import { seriesTransforms } from '@variegate/series'
import { textTransforms } from '@variegate/text'
import { videoTransforms } from '@variegate/video'

/** Every transform that runs in the browser. */
export const packages: Packages = {
  image: imageTransforms,
  text: textTransforms,
  audio: audioTransforms,
  series: seriesTransforms,
  video: videoTransforms,
}
