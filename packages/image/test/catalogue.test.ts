import { describe, expect, test } from 'vitest'
import { imageTransforms } from '../src/index.js'

const words = (text: string): string[] => text.trim().split(/\s+/)

/** Every name that the package offers, by family. */
const CATALOGUE: Readonly<Record<string, readonly string[]>> = {
  geometry: words(`
    horizontalFlip verticalFlip transpose rotate90 squareSymmetry rotate safeRotate affine shiftScaleRotate translate shear
    scale zoomOut perspective elastic gridDistortion gridElastic opticalDistortion piecewiseAffine thinPlateSpline
    waterRefraction gridShuffle morphology polarWarp jigsaw pixelSpread mirrorHalf cylinderWarp rollingShutter`),
  framing: words(`
    crop centerCrop fiveCrop tenCrop randomCrop randomSizedCrop randomResizedCrop cropAndPad cropFromBorders cropNearBox
    boxSafeCrop atLeastOneBoxCrop boxSubsetSafeCrop iouCrop cropNonEmptyMask resize resizeLongest resizeShortest
    randomScale letterbox pad padToMultiple padIfNeeded`),
  colour: words(`
    brightness contrast brightnessContrast gamma toneCurve saturation hue hueSaturationValue colorJitter photometricDistort
    rgbShift channelShuffle channelSwap channelDropout grayscale toRgb sepia colorize invert solarize posterize
    autoContrast equalize clahe planckianJitter colorTemperature fancyPca stainJitter illumination plasmaBrightness
    plasmaShadow vignette histogramMatch pixelDistribution exposureMatch normalize toFloat fromFloat enhance
    backgroundColor deadPixels bayerMosaic`),
  noise: words(`
    gaussianNoise additiveNoise poissonNoise saltAndPepper cauchyNoise speckle multiplicativeNoise isoNoise filmGrain
    ricianNoise pixelDropout quantizationNoise bandingNoise`),
  filter: words(`
    gaussianBlur boxBlur medianBlur modeFilter motionBlur defocus zoomBlur glassBlur advancedBlur sharpen unsharpMask
    emboss sobel laplacian canny edgeOverlay ringing bilateral stochasticConvolution downscale jpegCompression webpCompression
    dithering halftone superpixels chromaticAberration`),
  texture: words(`
    cartoon voronoi colorQuantization pooling meanShiftBlur pixelate frost clouds oilPainting corrupt`),
  weather: words('fog atmosphericFog rain snow gravel shadow sunFlare lensFlare spatter raindropsOnLens'),
  erasing: words(`
    randomErasing coarseDropout constrainedDropout gridMask gridDropout maskDropout xyMasking timeMasking frequencyMasking
    cutout textOverlay overlay annotationArtifacts hideAndSeek fenceMask shufflePixels opacity`),
  mixing: words(`
    mixup cutmix mosaic copyPaste patchMix dissolve fmix resizemix blend collage fourierDomainAdaptation`),
  compositions: words(`
    within inColorSpace randAugment trivialAugmentWide autoAugment augMix threeAugment uniformAugment`),
}
const ALIASES: Readonly<Record<string, string>> = { d4: 'squareSymmetry', shotNoise: 'poissonNoise' }
/** What comes from packages that are not here yet; a name leaves this list when it arrives. */
const LATER = ['styleTransfer']

const named = Object.values(CATALOGUE).flat()
const known = imageTransforms.map(({ name }) => name)

describe('the catalogue of images', () => {
  test('holds every name once, and nothing besides', () => {
    expect(new Set(known).size).toBe(known.length)
    expect(known.toSorted()).toEqual(named.toSorted())
    expect(known.filter((name) => LATER.includes(name))).toEqual([])
  })
  test('knows the other names that people search for', () => {
    const aliases = imageTransforms.flatMap(({ name, aliases: also }) => also.map((alias) => [alias, name]))
    expect(Object.fromEntries(aliases)).toEqual(ALIASES)
    for (const alias of Object.keys(ALIASES)) expect(known).not.toContain(alias)
  })
  test.each(imageTransforms.map((definition) => [definition.name, definition] as const))(
    '%s says what it does, where it comes from and what its options mean',
    (name, { doc, origin, fields, modality }) => {
      expect(modality).toBe('image')
      expect(doc).toMatch(/^[A-Z][^\n]*\.$/)
      if (!OWN.has(name)) expect(origin?.length ?? 0).toBeGreaterThan(2)
      for (const field of Object.values(fields)) {
        expect(field.doc).toMatch(/^\S.*\.$/)
        expect(field.expected.length).toBeGreaterThan(0)
        if (field.default !== undefined) JSON.parse(JSON.stringify(field.default))
      }
    },
  )
})

/** Transforms that no other library has: nothing to name as their origin. */
const OWN = new Set(words('mirrorHalf cylinderWarp rollingShutter backgroundColor'))
