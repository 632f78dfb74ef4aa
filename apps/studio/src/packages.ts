import { audioPackage } from '@variegate/audio'
import type { ModalityPackage } from '@variegate/core'
import { packagesOf, type Packages } from '@variegate/core/pipeline'
import { imagePackage } from '@variegate/image'
import { seriesPackage } from '@variegate/series'
import { textPackage } from '@variegate/text'
import { videoPackage } from '@variegate/video'

/** Every modality that runs in the browser. */
export const modalities: readonly ModalityPackage[] = [
  imagePackage,
  textPackage,
  audioPackage,
  seriesPackage,
  videoPackage,
]

export const packages: Packages = packagesOf(modalities)
