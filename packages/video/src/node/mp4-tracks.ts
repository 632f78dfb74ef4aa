import { VariegateError } from '@variegate/core'
import { h264PixelShape } from './h264-shape.js'
import { boxesIn, viewOf, type Mp4Box } from './mp4-boxes.js'

/** What an MP4 file says of a track beside its samples. */
export interface TrackHeader {
  /** When the presentation of the track ends, in seconds, where its edit list says so. */
  readonly end?: number
  /** How far `end` may be off: the file's unit of time, in seconds. */
  readonly tick: number
  /** Size at which the picture is to be shown before it is turned, in pixels; absent where the header leaves it open. */
  readonly shown?: { readonly width: number; readonly height: number }
  /** Whether the sample description itself states the shape of a pixel. */
  readonly statesPixelShape: boolean
  /** Width of a pixel by its height as the coded stream itself states it. */
  readonly codedShape?: number
  /** The clean aperture: what of the picture is meant to be seen. */
  readonly aperture?: Aperture
}

/** A clean aperture, in pixels; its middle lies `x` right of and `y` below the picture's. */
export interface Aperture {
  readonly width: number
  readonly height: number
  readonly x: number
  readonly y: number
}

/** The headers of an MP4 file's tracks, by track id; none for files of other kinds. Throws where a track cannot be played plainly. */
export function trackHeaders(file: Uint8Array): ReadonlyMap<number, TrackHeader> {
  const view = viewOf(file)
  const headers = new Map<number, TrackHeader>()
  const movie = find(boxesIn(view), 'moov')
  if (!movie) return headers
  const inside = [...boxesIn(view, movie.start, movie.end)]
  const movieHeader = find(inside, 'mvhd')
  const timescale = movieHeader ? timescaleOf(view, movieHeader) : 0
  // Fragments come after the header, so an edit list cannot know where they end.
  const fragmented = inside.some(({ name }) => name === 'mvex')
  for (const track of inside) {
    if (track.name !== 'trak') continue
    const header = find(boxesIn(view, track.start, track.end), 'tkhd')
    if (!header || header.end - header.start < 84) continue
    const wide = view.getUint8(header.start) === 1
    const id = view.getUint32(header.start + (wide ? 20 : 12))
    const size = header.start + (wide ? 88 : 76)
    const shown =
      size + 8 <= header.end
        ? { width: view.getUint32(size) / 65536, height: view.getUint32(size + 4) / 65536 }
        : undefined
    const end = fragmented ? undefined : endOfEdits(view, track, timescale, id)
    headers.set(id, {
      tick: timescale > 0 ? 1 / timescale : 0,
      ...(end === undefined ? {} : { end }),
      ...(shown && shown.width > 0 && shown.height > 0 ? { shown } : {}),
      ...description(view, track, id),
    })
  }
  return headers
}

/** The timescale of a movie or media header: units a second. */
const timescaleOf = (view: DataView, { start, end }: Mp4Box): number => {
  const at = start + (view.getUint8(start) === 1 ? 20 : 12)
  return at + 4 <= end ? view.getUint32(at) : 0
}

/** Where an edit list ends; one that plays more than one stretch, or at another speed, is refused. */
function endOfEdits(view: DataView, track: Mp4Box, timescale: number, id: number): number | undefined {
  const list = path(view, track, ['edts', 'elst'])
  if (!list || list.end - list.start < 8) return undefined
  const wide = view.getUint8(list.start) === 1
  const step = wide ? 20 : 12
  const count = view.getUint32(list.start + 4)
  if (list.start + 8 + count * step > list.end) return refuse(id, `an edit list of ${count} edits that is cut short`)
  let [end, played] = [0, false]
  for (let index = 0; index < count; index++) {
    const at = list.start + 8 + index * step
    const length = wide ? Number(view.getBigUint64(at)) : view.getUint32(at)
    const from = wide ? Number(view.getBigInt64(at + 8)) : view.getInt32(at + 4)
    const rate = view.getInt32(at + step - 4) / 65536
    // An edit of media time -1 is a pause before the track begins.
    if (from === -1 && !played) end += length
    if (from === -1) continue
    if (played) return refuse(id, 'an edit list that plays several stretches; export it anew as one')
    if (rate !== 1) return refuse(id, `an edit list that plays at a rate of ${rate}; export it anew at rate 1`)
    // A length of 0 is left open.
    if (length === 0) return undefined
    end += length
    played = true
  }
  return played && timescale > 0 ? end / timescale : undefined
}

function refuse(id: number, what: string): never {
  throw new VariegateError(`Expected tracks that play in one piece but track ${id} has ${what}.`)
}

/** What the sample description of a picture track says of the shape of pixels and the part to be seen. */
function description(
  view: DataView,
  track: Mp4Box,
  id: number,
): Pick<TrackHeader, 'statesPixelShape' | 'aperture' | 'codedShape'> {
  const table = path(view, track, ['mdia', 'minf', 'stbl', 'stsd'])
  const handler = path(view, track, ['mdia', 'hdlr'])
  if (!table || !handler || handler.end - handler.start < 12 || view.getUint32(handler.start + 8) !== VIDE)
    return { statesPixelShape: false }
  const entries = [...boxesIn(view, table.start + 8, table.end)]
  const [entry] = entries
  if (entries.length > 1) refuse(id, `${entries.length} sample descriptions, so its frames may change size`)
  if (!entry) return { statesPixelShape: false }
  // 78 bytes of a visual sample entry come before the boxes within.
  const inside = [...boxesIn(view, entry.start + 78, entry.end)]
  const clap = find(inside, 'clap')
  const codedShape = h264PixelShape(view, entry.start + 78, entry.end)
  return {
    statesPixelShape: inside.some(({ name }) => name === 'pasp'),
    ...(codedShape === undefined ? {} : { codedShape }),
    ...(clap && clap.end - clap.start >= 32 ? { aperture: apertureOf(view, clap.start) } : {}),
  }
}

const VIDE = 0x76696465

/** Four fractions: width, height, and how far the middle lies right and below. */
function apertureOf(view: DataView, at: number): Aperture {
  const fraction = (index: number) => view.getInt32(at + index * 8) / view.getInt32(at + index * 8 + 4)
  return { width: fraction(0), height: fraction(1), x: fraction(2), y: fraction(3) }
}

const find = (boxes: Iterable<Mp4Box>, name: string): Mp4Box | undefined => {
  for (const box of boxes) if (box.name === name) return box
  return undefined
}

const path = (view: DataView, box: Mp4Box, names: readonly string[]): Mp4Box | undefined =>
  names.reduce<Mp4Box | undefined>((at, name) => at && find(boxesIn(view, at.start, at.end), name), box)
