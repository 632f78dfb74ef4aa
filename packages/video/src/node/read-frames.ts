import { VariegateError } from '@variegate/core'
import type { Raster } from '@variegate/image'
import type { InputVideoTrack, VideoSample } from 'mediabunny'
import type { FrameSource } from '../sample.js'
import { decodingError, steady } from './decoding.js'
import type { Media } from './media.js'
import { showUpright, type Upright } from './upright.js'

// Frames of one read that are held at once; a clip played backwards is decoded window by window.
const WINDOW_BYTES = 64_000_000

/** Reads indexes window by window: each window is decoded once, forwards, and handed out upright in the order asked for. */
export function frameSource(
  media: Media,
  track: InputVideoTrack,
  times: readonly number[],
  upright: Upright,
): FrameSource {
  const { decoded } = upright
  const window = Math.max(4, Math.floor(WINDOW_BYTES / (decoded.width * decoded.height * 4)))
  return async function* (indexes) {
    for (let at = 0; at < indexes.length; at += window) {
      const wanted = indexes.slice(at, at + window)
      const frames = await decodeFrames(media, track, times, wanted)
      for (const index of wanted) {
        const frame = frames.get(index)
        if (!frame)
          throw new VariegateError(
            `Expected frame ${index} of ${times.length} in the video but it could not be decoded.`,
          )
        if (frame.width !== decoded.width || frame.height !== decoded.height)
          throw new VariegateError(
            `Expected frames of ${decoded.width}x${decoded.height} throughout but frame ${index} is ${frame.width}x${frame.height}; cut the video where its size changes.`,
          )
        yield showUpright(frame, upright)
      }
    }
  }
}

/** Decode frames by their indexes, as they lie in the file; one that the decoder leaves out is left out. */
export async function decodeFrames(
  media: Media,
  track: InputVideoTrack,
  times: readonly number[],
  wanted: readonly number[],
): Promise<Map<number, Raster>> {
  const frames = new Map<number, Raster>()
  const needed = [...new Set(wanted)].sort((a, b) => a - b)
  const sink = steady(new media.VideoSampleSink(track))
  let at = 0
  try {
    for await (const sample of sink.samplesAtTimestamps(needed.map((index) => times[index] ?? 0))) {
      const index = needed[at++] ?? 0
      if (!sample) continue
      if (isConcealed(sample)) {
        sample.close()
        throw new VariegateError(
          `Expected frame ${index} of ${times.length} in the video whole but it is damaged, and a decoder would make parts of it up.`,
        )
      }
      // Where a frame does not decode, the next one is given in its place.
      if (Math.abs(sample.timestamp - (times[index] ?? 0)) < SAME_SECONDS) frames.set(index, await toRaster(sample))
      sample.close()
    }
  } catch (error) {
    throw decodingError(error)
  }
  return frames
}

/** Decoders count in microseconds. */
const SAME_SECONDS = 5e-6

/** Whether the decoder met damage in a frame and filled in; what it says of that is an internal of the library. */
const isConcealed = (sample: VideoSample): boolean =>
  // oxlint-disable-next-line no-underscore-dangle -- the library's own name
  ((sample as { _data?: { frame?: { decodeErrorFlags?: number } } })._data?.frame?.decodeErrorFlags ?? 0) !== 0

// The declared options lack the format, which WebCodecs and the library have.
const AS_RGBA = { format: 'RGBA' } as Parameters<VideoSample['allocationSize']>[0] & {}

async function toRaster(sample: VideoSample): Promise<Raster> {
  const { width, height } = sample.visibleRect
  const data = new Uint8ClampedArray(sample.allocationSize(AS_RGBA))
  await sample.copyTo(data, AS_RGBA)
  return { width, height, channels: 4, data, layout: 'rgb' }
}
