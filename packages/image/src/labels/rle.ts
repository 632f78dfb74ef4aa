import { VariegateError } from '@variegate/core'
import type { Mask } from '../sample.js'

/** A mask as COCO writes it: lengths of runs of 0 and 1 in turn, down the columns; as numbers or as COCO's compressed text. */
export interface Rle {
  /** [height, width] in pixels. */
  readonly size: readonly [height: number, width: number]
  readonly counts: string | readonly number[]
}

/** Read a run-length encoded mask; throws a `VariegateError` where the runs do not fill its size. */
export function decodeRle({ size: [height, width], counts }: Rle): Mask {
  if (!Number.isInteger(height) || !Number.isInteger(width) || height < 1 || width < 1 || height * width > 2 ** 31) {
    throw new VariegateError(
      `Expected a size [height, width] of whole pixels for a run-length mask but received [${height}, ${width}].`,
    )
  }
  const runs = typeof counts === 'string' ? decompress(counts) : counts
  const data = new Uint8Array(width * height)
  let at = 0
  for (const [index, length] of runs.entries()) {
    if (!Number.isInteger(length) || length < 0 || at + length > data.length) {
      throw new VariegateError(
        `Expected runs that fill ${width}x${height} px but run ${index} of the mask is ${length} long at ${at}.`,
      )
    }
    if (index % 2 === 1)
      for (let end = at + length; at < end; at++) data[(at % height) * width + Math.floor(at / height)] = 1
    else at += length
  }
  if (at !== data.length)
    throw new VariegateError(`Expected runs that fill ${width}x${height} px but they cover ${at} of ${data.length}.`)
  return { width, height, data }
}

/** Write a mask as COCO's run lengths; with `compress`, as its text. */
export function encodeRle({ width, height, data }: Mask, compress: boolean): Rle {
  const runs: number[] = []
  let value = 0
  let length = 0
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      const here = data[y * width + x] === 0 ? 0 : 1
      if (here !== value) {
        runs.push(length)
        length = 0
        value = here
      }
      length++
    }
  }
  runs.push(length)
  return { size: [height, width], counts: compress ? compressRuns(runs) : runs }
}

// The text holds each run less the run two before it, in groups of five bits from the low end, a sixth bit for "more follows".
const OFFSET = 48

function decompress(text: string): number[] {
  const runs: number[] = []
  let at = 0
  while (at < text.length) {
    let value = 0
    let shift = 0
    let group = 0
    do {
      group = text.charCodeAt(at++) - OFFSET
      if (!(group >= 0 && group < 64) || shift > 30)
        throw new VariegateError(`Expected COCO's compressed runs but character ${at} is not one of them.`)
      value |= (group & 31) << shift
      shift += 5
    } while (group & 32)
    if (group & 16) value |= -1 << shift
    runs.push(runs.length > 2 ? value + (runs[runs.length - 2] ?? 0) : value)
  }
  return runs
}

function compressRuns(runs: readonly number[]): string {
  let text = ''
  for (const [index, run] of runs.entries()) {
    let value = index > 2 ? run - (runs[index - 2] ?? 0) : run
    for (;;) {
      const group = value & 31
      value >>= 5
      const ends = group & 16 ? value === -1 : value === 0
      text += String.fromCharCode((ends ? group : group | 32) + OFFSET)
      if (ends) break
    }
  }
  return text
}
