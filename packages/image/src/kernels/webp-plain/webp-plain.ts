import type { TestRaster } from '../testing.js'
import { codeChroma, codeLuma, type WebpSteps } from './code.js'
import { toRgb, toYuv } from './colour.js'
import { filterBlock } from './filter.js'
import { emptyPlane, get, set } from './planes.js'

/** Lose what VP8 loses, in plain steps, as RFC 6386 and libwebp have them. */
export function plainWebp(raster: TestRaster, steps: WebpSteps): Uint8Array {
  const { width, height } = raster
  const [wide, high] = [(width + 15) >> 4, (height + 15) >> 4]
  const sources = toYuv(raster, wide, high)
  const [luma, blue, red] = [
    emptyPlane(wide * 16, high * 16),
    emptyPlane(wide * 8, high * 8),
    emptyPlane(wide * 8, high * 8),
  ]
  const inner = new Uint8Array(wide * high)
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const detailed = codeLuma(sources[0], luma, x, y, steps)
      const coloured = codeChroma([sources[1], sources[2]], [blue, red], x, y, steps)
      inner[y * wide + x] = detailed || coloured ? 1 : 0
    }
    for (let x = 0; x < 4; x++) set(luma, wide * 16 + x, y * 16 + 15, get(luma, wide * 16 - 1, y * 16 + 15))
  }
  if (steps.level > 0) {
    for (let y = 0; y < high; y++) {
      for (let x = 0; x < wide; x++) {
        filterBlock(luma, x, y, 16, steps.level, inner[y * wide + x] === 1)
        for (const plane of [blue, red]) filterBlock(plane, x, y, 8, steps.level, inner[y * wide + x] === 1)
      }
    }
  }
  return toRgb(raster, luma, blue, red)
}
