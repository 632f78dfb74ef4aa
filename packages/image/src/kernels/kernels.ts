import { VariegateError } from '@variegate/core'
import type { Kernels } from './exports.js'
import { instantiate } from './instantiate.js'
import { wasmHex } from './wasm.generated.js'

let loaded: Kernels | undefined

/** The kernels, compiled on first use. */
export function kernels(): Kernels {
  if (loaded) return loaded
  loaded = instantiate(wasmHex) as unknown as Kernels // assembly/index.ts exports exactly these
  return loaded
}

const PAGE = 65536
/** Kernels may read a vector past the end of what they are given. */
const PADDING = 32
/** Bytes behind tables in which a kernel notes how they are best looked up: numbers, and what pairs of bytes become. */
const TABLES_ROOM = 48 + 2 * 65536
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

  /** Work with scratch memory above that of the realisation that is under way, and give it back. */
  static aside<Result>(work: (scratch: Scratch) => Result): Result {
    const before = latest
    latest = Scratch.beside()
    try {
      return work(latest)
    } finally {
      latest = before
    }
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

  /** Take memory that holds nothing but zeros. */
  takeZeros(bytes: number): number {
    const pointer = this.take(bytes)
    this.bytes(pointer, bytes).fill(0)
    return pointer
  }

  /** Copy an array into scratch memory. */
  put(
    values:
      | Uint8Array
      | Uint8ClampedArray
      | Int16Array
      | Uint16Array
      | Int32Array
      | Uint32Array
      | Float32Array
      | Float64Array,
  ): number {
    const pointer = this.take(values.byteLength)
    this.bytes(pointer, values.byteLength).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    return pointer
  }

  /** Put tables of 256 bytes for red, green and blue, one after the other, in scratch memory as the kernel `table` takes them. */
  putTables(tables: Uint8Array): number {
    const pointer = this.take(tables.length + TABLES_ROOM)
    this.bytes(pointer, tables.length).set(tables)
    this.kernels.readTables(pointer)
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
    return this.floatsAt(pointer, length).slice() as Float32Array<ArrayBuffer> // `slice` makes memory of its own
  }

  /** A view of 32-bit floats that holds until memory is taken again. */
  floatsAt(pointer: number, length: number): Float32Array {
    return new Float32Array(this.kernels.memory.buffer, pointer, length)
  }

  /** A view that holds until memory is taken again. */
  bytes(pointer: number, length: number): Uint8Array {
    return new Uint8Array(this.kernels.memory.buffer, pointer, length)
  }
}
