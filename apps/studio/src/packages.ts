import { audioPackage } from '@variegate/audio'
import { packagesOf, type Packages } from '@variegate/core/pipeline'
import { imagePackage } from '@variegate/image'
import { seriesPackage } from '@variegate/series'
import { textPackage } from '@variegate/text'
import { videoPackage } from '@variegate/video'

/** Every transform that runs in the browser. */
export const packages: Packages = packagesOf([imagePackage, textPackage, audioPackage, seriesPackage, videoPackage])
