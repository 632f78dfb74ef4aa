import { Scratch } from '../kernels/kernels.js'
import { bytesFor, hasColour, type ByteRaster, type Samples } from '../raster.js'
import type { ByteCanvas } from './canvas.js'

/** Pixels of a tile: half of what a core's nearest cache holds, and a multiple of what the noise kernels draw at a time. */
export const TILE = 96 * 64

/** What is done to some pixels: where they lie, which of all they begin with, and how many they are. */
export type Work = (pointer: number, first: number, pixels: number) => void

/** What changes every pixel by itself: all works are done to a tile while it is in the cache, then to the next. */
export interface Tiled {
  readonly works: readonly Work[]
  /** Whether red, green and blue are the same everywhere after it. */
  readonly grey: boolean
}

/** A picture whose tiles may lie anywhere. */
export type TileCanvas = Omit<ByteCanvas, 'pointer'>

/** Do works to all tiles as they are now and look at what comes out. */
export type VisitTiles = (works: readonly Work[], then: (pointer: number, pixels: number) => void) => void

/** Work on tiles in place. */
export function runTiles(canvas: ByteCanvas, { works, grey }: Tiled): ByteCanvas {
  const { pointer, width, height } = canvas
  forEachTile(width * height, (first, count) => {
    for (const work of works) work(pointer + first * 4, first, count)
  })
  return { ...canvas, grey }
}

/** Work on tiles on their way from a raster to another, so that kernels' memory holds one at a time; nothing where there is nothing to do so. */
export function runTilesDirectly(
  source: ByteRaster,
  frame: number,
  prepare: (canvas: TileCanvas, visit: VisitTiles) => Tiled | undefined,
  into?: Samples,
): ByteRaster | undefined {
  const { width, height, data, layout = 'rgba' } = source
  const scratch = Scratch.begin()
  const pointer = scratch.take(TILE * 4)
  const run = (works: readonly Work[], then: (tile: Uint8Array, first: number) => void) => {
    const whole = scratch.bytes(pointer, TILE * 4)
    forEachTile(width * height, (first, count) => {
      const tile = count === TILE ? whole : whole.subarray(0, count * 4)
      tile.set(data.subarray(first * 4, (first + count) * 4))
      for (const work of works) work(pointer, first, count)
      then(tile, first)
    })
  }
  const tiled = prepare({ scratch, frame, width, height, grey: layout === 'grey' }, (works, then) =>
    run(works, (tile) => then(pointer, tile.length / 4)),
  )
  if (!tiled) return undefined
  const bytes = bytesFor(data.length, into)
  run(tiled.works, (tile, first) => bytes.set(tile, first * 4))
  return { ...source, data: bytes, layout: layout === 'grey' && !tiled.grey && hasColour(bytes) ? 'rgb' : layout }
}

function forEachTile(pixels: number, visit: (first: number, count: number) => void): void {
  for (let first = 0; first < pixels; first += TILE) visit(first, Math.min(TILE, pixels - first))
}
