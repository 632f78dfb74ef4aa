import { clamp, type TestRaster } from '../testing.js'
import { emptyPlane, get, put, type Plane } from './planes.js'

export function toYuv({ width, height, data }: TestRaster, wide: number, high: number): readonly [Plane, Plane, Plane] {
  const value = (x: number, y: number, channel: number) =>
    data[(Math.min(y, height - 1) * width + Math.min(x, width - 1)) * 4 + channel] ?? 0
  const luma = emptyPlane(wide * 16, high * 16)
  put(
    luma,
    0,
    0,
    wide * 16,
    Array.from({ length: wide * high * 256 }, (_, at) => {
      const [x, y] = [at % (wide * 16), Math.floor(at / (wide * 16))]
      return (16839 * value(x, y, 0) + 33059 * value(x, y, 1) + 6420 * value(x, y, 2) + 32768 + (16 << 16)) >> 16
    }),
  )
  const chroma = (weights: readonly [number, number, number]) => {
    const plane = emptyPlane(wide * 8, high * 8)
    put(
      plane,
      0,
      0,
      wide * 8,
      Array.from({ length: wide * high * 64 }, (_, at) => {
        const x = 2 * Math.min(at % (wide * 8), (width - 1) >> 1)
        const y = 2 * Math.min(Math.floor(at / (wide * 8)), (height - 1) >> 1)
        const sum = (channel: number) =>
          value(x, y, channel) + value(x + 1, y, channel) + value(x, y + 1, channel) + value(x + 1, y + 1, channel)
        const total = weights[0] * sum(0) + weights[1] * sum(1) + weights[2] * sum(2)
        return clamp((total + (1 << 17) + (128 << 18)) >> 18)
      }),
    )
    return plane
  }
  return [luma, chroma([-9719, -19081, 28800]), chroma([28800, -24116, -4684])]
}

/** Colours with chroma brought back to full size by triangles, as libwebp rounds both. */
export function toRgb({ width, height, data }: TestRaster, luma: Plane, blue: Plane, red: Plane): Uint8Array {
  const [lastX, lastY] = [(width - 1) >> 1, (height - 1) >> 1]
  const grown = (plane: Plane, x: number, y: number) => {
    const near = (at: number, last: number) =>
      [at >> 1, Math.min(last, Math.max(0, (at >> 1) + (at & 1 ? 1 : -1)))] as const
    const [[x0, x1], [y0, y1]] = [near(x, lastX), near(y, lastY)]
    const [own, side, across, diagonal] = [
      get(plane, x0, y0),
      get(plane, x1, y0),
      get(plane, x0, y1),
      get(plane, x1, y1),
    ]
    return (((own + side + across + diagonal + 8 + 2 * (side + across)) >> 3) + own) >> 1
  }
  return data.map((alpha, at) => {
    if (at % 4 === 3) return alpha
    const [x, y] = [(at >> 2) % width, Math.floor((at >> 2) / width)]
    const light = (get(luma, x, y) * 19077) >> 8
    const [u, v] = [grown(blue, x, y), grown(red, x, y)]
    const values = [
      light + ((v * 26149) >> 8) - 14234,
      light - ((u * 6419) >> 8) - ((v * 13320) >> 8) + 8708,
      light + ((u * 33050) >> 8) - 17685,
    ]
    return clamp((values[at % 4] ?? 0) >> 6)
  })
}
