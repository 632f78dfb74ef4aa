/** A box of an MP4 file (ISO/IEC 14496-12): its name, and where its content lies in the file. */
export interface Mp4Box {
  readonly name: string
  readonly start: number
  readonly end: number
}

export const viewOf = (file: Uint8Array): DataView => new DataView(file.buffer, file.byteOffset, file.byteLength)

/** The boxes that lie side by side in a part of a file; ends at the first that is none, or that reaches beyond the part. */
export function* boxesIn(view: DataView, start = 0, end = view.byteLength): Generator<Mp4Box> {
  for (let at = start; at + 8 <= end;) {
    const short = view.getUint32(at)
    const header = short === 1 ? 16 : 8
    if (at + header > end) return
    const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? end - at : short
    if (size < header || at + size > end) return
    yield { name: nameAt(view, at + 4), start: at + header, end: at + size }
    at += size
  }
}

const nameAt = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))
