import { bytesWith, type ByteRaster, type Samples } from '../../raster.js'
import { CodecMemory, DECODER } from './codec.js'
import { endsAt, readHeader, type JpegHeader } from './header.js'

/** Larger pictures are left to a decoder that gives its memory back. */
const MOST_PIXELS = 2 ** 26
/** What a scan's bytes need before them. */
const BEYOND = 8192 + 64

interface Plane {
  readonly pointer: number
  readonly stride: number
}

/**
 * Decode a baseline JPEG file to the very bytes that libjpeg gives (accurate integer transform, chroma widened by triangles); nothing for files of
 * another kind and for damaged ones. Pixels are written to `into` where it has room for them.
 */
export function decodeJpeg(file: Uint8Array, maxPixels: number, into?: Samples): ByteRaster | undefined {
  const header = readHeader(file)
  if (!header) return undefined
  const { width, height, components, interval, scan } = header
  if (width * height > Math.min(maxPixels, MOST_PIXELS)) return undefined
  const memory = new CodecMemory()
  const { codec } = memory
  const [first] = components
  const single = components.length === 1
  const [across, down] = single || !first ? [1, 1] : [first.across, first.down]
  const [columns, rows] = [Math.ceil(width / (8 * across)), Math.ceil(height / (8 * down))]
  const planes = components.map((component): Plane => {
    const stride = columns * 8 * (single ? 1 : component.across)
    return { stride, pointer: memory.take(stride * rows * 8 * (single ? 1 : component.down)) }
  })
  const about = describe(memory, header, planes)
  if (about === undefined) return undefined
  const bytes = memory.put(file)
  const top = memory.take(file.length - scan + BEYOND) + file.length - scan + BEYOND
  const end = bytes + file.length
  const after = codec.decodeScan(bytes + scan, end, about, components.length, columns, rows, interval, top)
  if (after === 0 || !endsAt(file, after - bytes)) return undefined
  const target = memory.take(width * height * 4)
  const line = memory.take(6 * (width + 48))
  const [luma, blue, red] = planes
  if (!luma) return undefined
  if (blue && red) {
    const { pointer, stride } = luma
    codec.colourRows(pointer, stride, blue.pointer, red.pointer, blue.stride, width, height, across, down, target, line)
  } else codec.greyRows(luma.pointer, luma.stride, width, height, target)
  const data = bytesWith(memory.bytes(target, width * height * 4), into)
  return { width, height, channels: 4, data, layout: single ? 'grey' : 'rgb' }
}

/** Write down what the scan needs to know of each component; nothing where a table is missing or wrong. */
function describe(memory: CodecMemory, header: JpegHeader, planes: readonly Plane[]): number | undefined {
  const { components, steps, dc, ac } = header
  const table = (counts: Uint8Array | undefined, isDc: boolean): number => {
    if (!counts) return 0
    const pointer = memory.take(DECODER)
    return memory.codec.defineDecoder(memory.put(counts), isDc, pointer) ? pointer : 0
  }
  const facts: number[] = []
  for (const [index, component] of components.entries()) {
    const known = steps.get(component.steps)
    const [differences, coefficients] = [table(dc.get(component.dc), true), table(ac.get(component.ac), false)]
    const plane = planes[index]
    if (!known || !plane || differences === 0 || coefficients === 0) return undefined
    // Runs may go on past the last coefficient before they are found out.
    const padded = new Uint16Array(80)
    padded.set(known)
    const { across, down } = component
    facts.push(across, down, memory.put(padded), differences, coefficients, plane.pointer, plane.stride, 0)
  }
  return memory.put(Int32Array.from(facts))
}
