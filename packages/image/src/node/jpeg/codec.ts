import { instantiate } from '../../kernels/instantiate.js'
import { wasmHex } from './wasm.generated.js'

/** What assembly/codec exports; pointers are byte offsets into `memory`. */
interface Codec {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  base(): number
  defineDecoder(counts: number, dc: boolean, table: number): boolean
  defineEncoder(counts: number, table: number): void
  decodeScan(
    at: number,
    end: number,
    components: number,
    amount: number,
    columns: number,
    rows: number,
    interval: number,
    top: number,
  ): number
  colourRows(
    luma: number,
    lumaStride: number,
    blue: number,
    red: number,
    chromaStride: number,
    width: number,
    height: number,
    across: number,
    down: number,
    target: number,
    line: number,
  ): void
  greyRows(plane: number, stride: number, width: number, height: number, target: number): void
  encodeScan(
    source: number,
    width: number,
    height: number,
    grey: boolean,
    subsample: boolean,
    tables: number,
    room: number,
    target: number,
  ): number
}

/** Bytes of a Huffman table for reading and for writing. */
export const DECODER = 2440
export const ENCODER = 1024

const PAGE = 65536
let loaded: Codec | undefined

/** The codec with its memory free from a place on; pieces are aligned to 16 bytes. */
export class CodecMemory {
  readonly codec: Codec
  #top: number

  constructor() {
    loaded ??= instantiate(wasmHex) as unknown as Codec // assembly/codec/index.ts exports exactly these
    this.codec = loaded
    this.#top = this.codec.base()
  }

  /** Take memory; nothing is left in it. Throws a `RangeError` where 4 GiB are used up. */
  take(bytes: number): number {
    const pointer = Math.ceil(this.#top / 16) * 16
    // Vectors may reach beyond their end.
    this.#top = pointer + bytes + 32
    const { memory } = this.codec
    const missing = this.#top - memory.buffer.byteLength
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE))
    return pointer
  }

  put(values: ArrayBufferView): number {
    const pointer = this.take(values.byteLength)
    this.bytes(pointer, values.byteLength).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    return pointer
  }

  /** A view that holds until memory is taken again. */
  bytes(pointer: number, length: number): Uint8Array {
    return new Uint8Array(this.codec.memory.buffer, pointer, length)
  }
}
