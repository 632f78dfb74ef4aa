import { VariegateError } from '@variegate/core'
import type { EffectKernels } from './effects.js'
import { wasmBase64 } from './wasm.generated.js'

/** The kernels as assembly/ exports them; pointers are byte offsets into `memory`. */
export interface Kernels extends EffectKernels {
  readonly memory: Memory
  base(): number
  warp(
    source: number,
    sourceWidth: number,
    sourceHeight: number,
    target: number,
    width: number,
    height: number,
    matrix: number,
    nearest: boolean,
    border: number,
    fill: number,
    limits: number,
    limitCount: number,
  ): void
  /** As `warp` for maps whose axes stay apart, borders 0 and 1; `scratch` has 12 (sourceWidth + width + 24) bytes. */
  stretch(
    source: number,
    sourceWidth: number,
    sourceHeight: number,
    target: number,
    width: number,
    height: number,
    matrix: number,
    border: number,
    fill: number,
    scratch: number,
  ): void
  areaRoom(sourceWidth: number, width: number): number
  area(
    source: number,
    sourceWidth: number,
    sourceHeight: number,
    target: number,
    width: number,
    height: number,
    x: number,
    y: number,
    boxWidth: number,
    boxHeight: number,
    room: number,
  ): void
  orient(
    source: number,
    target: number,
    width: number,
    height: number,
    targetWidth: number,
    origin: number,
    stepX: number,
    stepY: number,
  ): void
  table(pointer: number, pixels: number, tables: number): void
  permute(pointer: number, pixels: number, first: number, second: number, third: number): void
  colour(pointer: number, pixels: number, matrix: number): void
  hue(pointer: number, pixels: number, turns: number): void
  gaussianNoise(
    pointer: number,
    pixels: number,
    lower: number,
    upper: number,
    shared: boolean,
    first: number,
    frame: number,
    key0: number,
    key1: number,
    scratch: number,
  ): void
  saltAndPepper(
    pointer: number,
    pixels: number,
    salt: number,
    both: number,
    first: number,
    frame: number,
    key0: number,
    key1: number,
    scratch: number,
  ): void
  fillRectangle(
    pointer: number,
    imageWidth: number,
    x: number,
    y: number,
    width: number,
    height: number,
    colour: number,
  ): void
  keepAlpha(source: number, target: number, pixels: number): void
  fillNoise(
    pointer: number,
    imageWidth: number,
    x: number,
    y: number,
    width: number,
    height: number,
    frame: number,
    key0: number,
    key1: number,
    scratch: number,
  ): void
  blurRoom(across: number, down: number): number
  blur(
    source: number,
    target: number,
    width: number,
    height: number,
    acrossTaps: number,
    across: number,
    downTaps: number,
    down: number,
    room: number,
  ): void
  convolve3(source: number, target: number, width: number, height: number, kernel: number): void
  sumLuma(pointer: number, pixels: number): number
  /** Four planes of `pixels` floats each. */
  splitPlanes(source: number, pixels: number, target: number): void
  mergePlanes(source: number, pixels: number, target: number): void
  /** Three tables of 256 floats each. */
  lookUpFloats(source: number, pixels: number, tables: number, target: number): void
  packFloats(source: number, pixels: number, factor: number, target: number): void
  randomWords(target: number, fours: number, stream: number, frame: number, key0: number, key1: number): void
  remap(
    source: number,
    sourceWidth: number,
    sourceHeight: number,
    target: number,
    width: number,
    height: number,
    positions: number,
    nearest: boolean,
    border: number,
    fill: number,
  ): void
  /** `scratch` has (12 h + 8) (width + w + 16) + 24 (w h + 4) bytes for a w x h kernel. */
  convolve(
    source: number,
    target: number,
    width: number,
    height: number,
    kernel: number,
    kernelWidth: number,
    kernelHeight: number,
    offset: number,
    scratch: number,
  ): void
  /** `scratch` has 16 (width + 2 radiusX + 8) + 8 radiusX bytes. */
  boxBlur(
    source: number,
    target: number,
    width: number,
    height: number,
    radiusX: number,
    radiusY: number,
    scratch: number,
  ): void
  /** The radius is at most 63; `scratch` has 272 (width + 16) bytes. */
  median(source: number, target: number, width: number, height: number, radius: number, scratch: number): void
  /** `scratch` has 64 (max(width, height) + 4 max(radiusX, radiusY) + 16) bytes. */
  extremum(
    source: number,
    target: number,
    width: number,
    height: number,
    radiusX: number,
    radiusY: number,
    largest: boolean,
    scratch: number,
  ): void
  /** `counts` has 4 x 256 unsigned 32-bit numbers. */
  histogram(source: number, pixels: number, counts: number): void
  lightness(
    source: number,
    pixels: number,
    light: number,
    root: number,
    ofRed: number,
    ofGreen: number,
    ofBlue: number,
    scale: number,
    shift: number,
    target: number,
  ): void
  /** Tables of 3 x 256 and 4098 numbers of 32 bits and 16385 bytes; 18 weights. */
  setLightness(pointer: number, pixels: number, lightness: number, tables: number, weights: number): void
  toLuma(source: number, plane: number, pixels: number): void
  /** `scratch` has 1024 tilesX + 8 width + 64 bytes. */
  bilinearTables(
    pointer: number,
    width: number,
    height: number,
    tables: number,
    tilesX: number,
    tilesY: number,
    scratch: number,
  ): void
  /** A gain and an offset a pixel, as 32-bit floats. */
  shade(pointer: number, pixels: number, gains: number, offsets: number): void
  shiftHsv(pointer: number, pixels: number, sixths: number, saturation: number, value: number): void
  blend(pointer: number, layer: number, pixels: number, alphaPlane: number): void
  blendEven(pointer: number, layer: number, pixels: number, alpha: number): void
  /** Tables have 64 unsigned 16-bit numbers row by row; `scratch` has 5 (width + 24) (height + 16) + 1024 bytes. */
  jpeg(
    pointer: number,
    width: number,
    height: number,
    luminanceTable: number,
    chrominanceTable: number,
    subsample: boolean,
    scratch: number,
  ): void
  /** `scratch` has 4 (width + 2 radius + 4) (height + 2 radius) + 8 (2 radius + 1)^2 bytes. */
  bilateral(
    source: number,
    target: number,
    width: number,
    height: number,
    radius: number,
    space: number,
    likeness: number,
    scratch: number,
  ): void
}

interface Memory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}

let loaded: Kernels | undefined

/** The kernels, compiled on first use. */
export function kernels(): Kernels {
  if (loaded) return loaded
  const module = new WebAssembly.Module(decodeBase64(wasmBase64))
  loaded = new WebAssembly.Instance(module).exports as unknown as Kernels // assembly/index.ts exports exactly these
  return loaded
}

const PAGE = 65536
/** Kernels may read a vector past the end of what they are given. */
const PADDING = 32
/** Below this, moving memory together costs more than it saves. */
const TIDY_FROM = 64 * 2 ** 20

let latest: Scratch | undefined

/** Scratch memory of one realisation: taken bit by bit, given back all at once when the next one begins. */
export class Scratch {
  readonly kernels: Kernels
  #top: number

  constructor(top?: number) {
    this.kernels = kernels()
    this.#top = top ?? this.kernels.base()
  }

  /** Scratch memory of a new realisation; that of the one before may be written over from now on. */
  static begin(): Scratch {
    latest = new Scratch()
    return latest
  }

  /** Scratch memory above that of the realisation that is under way, for what is computed in between. */
  static beside(): Scratch {
    return new Scratch(latest ? latest.#top : undefined)
  }

  /** Take memory, aligned to 16 bytes; throws a `VariegateError` when no more can be had. */
  take(bytes: number): number {
    const pointer = Math.ceil(this.#top / 16) * 16
    this.#top = pointer + bytes + PADDING
    const { memory } = this.kernels
    const missing = this.#top - memory.buffer.byteLength
    if (missing > 0) {
      try {
        memory.grow(Math.ceil(missing / PAGE))
      } catch {
        throw new VariegateError(
          `Expected room for ${bytes} bytes of pixels but WebAssembly memory ends at 4 GiB; use smaller images.`,
        )
      }
    }
    return pointer
  }

  /** Copy an array into scratch memory. */
  put(
    values: Uint8Array | Uint8ClampedArray | Int16Array | Uint16Array | Int32Array | Float32Array | Float64Array,
  ): number {
    const pointer = this.take(values.byteLength)
    this.bytes(pointer, values.byteLength).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    return pointer
  }

  /** Keep one piece of memory and give back the rest; gives its new place. */
  keep(pointer: number, bytes: number): number {
    const first = Math.ceil(this.kernels.base() / 16) * 16
    if (this.#top < TIDY_FROM || pointer === first) return pointer
    this.bytes(first, pointer - first + bytes).copyWithin(0, pointer - first)
    this.#top = first + bytes + PADDING
    return first
  }

  /** A copy of 32-bit floats. */
  floats(pointer: number, length: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.kernels.memory.buffer, pointer, length).slice()
  }

  /** A view that holds until memory is taken again. */
  bytes(pointer: number, length: number): Uint8Array {
    return new Uint8Array(this.kernels.memory.buffer, pointer, length)
  }
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index)
  return bytes
}
