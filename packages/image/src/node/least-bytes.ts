/** A size that a file claims, and the fewest bytes that can hold it. */
export interface Claim {
  readonly width: number
  readonly height: number
  readonly bytes: number
}

/** The claim of a JPEG or PNG file; nothing for other formats, and where the header tells too little. */
export function leastBytes(file: Uint8Array): Claim | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  if (file[0] === 0xff && file[1] === 0xd8) return claimOfJpeg(view)
  return file.length >= 33 && view.getUint32(0) === 0x89504e47 ? claimOfPng(view) : undefined
}

/**
 * In a sequential Huffman scan each block of 8x8 has a code for its first coefficient and one for the end of the others, of a bit at least; in
 * progressive scans the others may be missing (ITU-T T.81 F.1.2 and G.1.2). Arithmetic coding takes less than a bit, and is left alone.
 */
function claimOfJpeg(view: DataView): Claim | undefined {
  for (let at = 2; at + 4 <= view.byteLength;) {
    const marker = view.getUint8(at + 1)
    if (view.getUint8(at) !== 0xff) return undefined
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === 0xda) return undefined
    const end = at + 2 + view.getUint16(at + 2)
    if (marker < 0xc0 || marker > 0xc2) {
      at = end
      continue
    }
    const components = at + 10 <= view.byteLength ? view.getUint8(at + 9) : 0
    if (components === 0 || end > view.byteLength || end < at + 10 + 3 * components) return undefined
    const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)]
    const factors = Array.from({ length: components }, (_, index) => view.getUint8(at + 11 + 3 * index))
    const [across, down] = [
      Math.max(...factors.map((factor) => factor >> 4)),
      Math.max(...factors.map((factor) => factor & 15)),
    ]
    if (across === 0 || down === 0) return undefined
    const blocks = factors
      .map(
        (factor) =>
          Math.ceil((width * (factor >> 4)) / (8 * across)) * Math.ceil((height * (factor & 15)) / (8 * down)),
      )
      .reduce((sum, count) => sum + count, 0)
    return { width, height, bytes: Math.ceil((blocks * (marker === 0xc2 ? 1 : 2)) / 8) }
  }
  return undefined
}

/** Channels by colour type (PNG specification, 11.2.2). */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
/** The most that deflate makes of a byte (zlib, technical details). */
const DEFLATE = 1032

function claimOfPng(view: DataView): Claim | undefined {
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  const bits = view.getUint8(24) * (CHANNELS[view.getUint8(25)] ?? 0)
  if (view.getUint32(12) !== 0x49484452 || bits === 0) return undefined
  return { width, height, bytes: Math.floor((height * Math.ceil((width * bits) / 8)) / DEFLATE) }
}
