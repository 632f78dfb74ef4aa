import { quantisationTable } from '../../algorithms/jpeg/tables.js'
import type { ByteRaster } from '../../raster.js'
import { CodecMemory, ENCODER } from './codec.js'
import { codeTables } from './code-tables.js'

/** Larger pictures are left to an encoder that gives its memory back. */
const MOST_PIXELS = 2 ** 26
/** The most that a JPEG file can say of a side. */
const MOST_SIDE = 65535

/** Where coefficients of a file lie, row by row (ITU-T T.81 figure 5). */
const ZIGZAG = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47,
  55, 62, 63,
]

/**
 * Encode a baseline JPEG file (ITU-T T.81, JFIF 1.02) as libjpeg does: its scaled tables for a quality in [1, 100], accurate integer transform, chroma
 * at half the width and height, standard Huffman tables; alpha is left out. Nothing for pictures that are too large.
 */
export function encodeJpeg(
  { width, height, data }: ByteRaster,
  grey: boolean,
  quality: number,
): Uint8Array | undefined {
  if (width * height > MOST_PIXELS || Math.max(width, height) > MOST_SIDE) return undefined
  const memory = new CodecMemory()
  const { codec } = memory
  const { steps, head } = headerOf(width, height, grey, quality)
  const tables = memory.take(256 + 4 * ENCODER)
  memory.bytes(tables, 256).set(new Uint8Array(steps.buffer))
  for (const [index, { dc, ac }] of codeTables.entries()) {
    codec.defineEncoder(memory.put(dc), tables + 256 + 2 * index * ENCODER)
    codec.defineEncoder(memory.put(ac), tables + 256 + (2 * index + 1) * ENCODER)
  }
  const pixels = memory.put(data)
  const room = memory.take(96 * (width + 48) + 768 + 3072 * Math.ceil(width / 16) + 16)
  const target = memory.take(0)
  const end = codec.encodeScan(pixels, width, height, grey, !grey, tables, room, target)
  const length = end - target
  const file = new Uint8Array(head.length + length + 2)
  file.set(head)
  file.set(memory.bytes(target, length), head.length)
  file.set([0xff, 0xd9], head.length + length)
  return file
}

interface Header {
  /** Quantisation steps row by row: 64 of luma, and 64 of chroma in colour. */
  readonly steps: Uint16Array
  /** Everything before the scan. */
  readonly head: Uint8Array
}

/** The header written last, as pictures of a job are mostly alike, and what it is of. */
let latest: (Header & { readonly of: string }) | undefined

function headerOf(width: number, height: number, grey: boolean, quality: number): Header {
  const of = [width, height, grey, quality].join(' ')
  if (latest?.of === of) return latest
  const kinds = grey ? (['luma'] as const) : (['luma', 'chroma'] as const)
  const steps = kinds.map((kind) => quantisationTable(kind, quality))
  latest = { of, steps: Uint16Array.from(steps.flatMap((table) => [...table])), head: makeHeader(width, height, steps) }
  return latest
}

function makeHeader(width: number, height: number, steps: readonly Int32Array[]): Uint8Array {
  const segment = (marker: number, body: readonly number[]) => [
    0xff,
    marker,
    (body.length + 2) >> 8,
    (body.length + 2) & 255,
    ...body,
  ]
  const amount = steps.length === 1 ? 1 : 3
  const components = Array.from({ length: amount }, (_, index) => index)
  const numberOf = (component: number) => Math.min(component, 1)
  const sampling = (component: number) => (amount === 3 && component === 0 ? 0x22 : 0x11)
  return Uint8Array.from([
    0xff,
    0xd8,
    // Version 1.2, no density and no thumbnail.
    ...segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 2, 0, 0, 1, 0, 1, 0, 0]),
    ...steps.flatMap((table, number) => segment(0xdb, [number, ...ZIGZAG.map((place) => table[place] ?? 0)])),
    ...segment(0xc0, [
      8,
      height >> 8,
      height & 255,
      width >> 8,
      width & 255,
      amount,
      ...components.flatMap((component) => [component + 1, sampling(component), numberOf(component)]),
    ]),
    ...steps.flatMap((_, number) => [
      ...segment(0xc4, [number, ...(codeTables[number]?.dc ?? [])]),
      ...segment(0xc4, [0x10 | number, ...(codeTables[number]?.ac ?? [])]),
    ]),
    ...segment(0xda, [
      amount,
      ...components.flatMap((component) => [component + 1, numberOf(component) * 0x11]),
      0,
      63,
      0,
    ]),
  ])
}
