import type { Clip } from '@variegate/audio'
import { VariegateError } from '@variegate/core'
import type { Raster } from '@variegate/image'
import type { InputAudioTrack, InputVideoTrack, VideoSample } from 'mediabunny'
import { checkVideo, type FrameSource, type VideoClip } from '../sample.js'
import { importMedia } from './media.js'

// Frames of one read that are held at once; a clip played backwards is decoded window by window.
const WINDOW_BYTES = 64_000_000
const MOST_PIXELS = 100_000_000

/** Open a video file: frames are decoded as they are asked for, sound at once. Throws a `VariegateError` that says what is wrong. */
export async function readVideo(file: Uint8Array): Promise<VideoClip> {
  if (file.length === 0) throw new VariegateError('Expected a video but the file is empty.')
  const media = await importMedia()
  try {
    const input = new media.Input({ source: new media.BufferSource(file), formats: media.ALL_FORMATS })
    const track = await input.getPrimaryVideoTrack()
    if (!track) throw new VariegateError('Expected a video but the file has no picture track.')
    const { displayWidth: width, displayHeight: height } = track
    if (width * height > MOST_PIXELS)
      throw new VariegateError(`Expected frames of at most ${MOST_PIXELS} pixels but they are ${width}x${height}.`)
    const starts: number[] = []
    for await (const packet of new media.EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true }))
      starts.push(packet.timestamp)
    starts.sort((a, b) => a - b)
    // Whatever comes before 0 is cut by the file itself; the first frame is shown from 0 on.
    const shown = starts.filter((time, index) => time >= 0 || (starts[index + 1] ?? 0) > 0)
    const frameTimes = Float64Array.from(shown, (time, index) => (index === 0 ? 0 : time))
    const audioTrack = await input.getPrimaryAudioTrack()
    const duration = await track.computeDuration()
    const sound = audioTrack ? await readSound(media, audioTrack, duration) : undefined
    return checkVideo({
      width,
      height,
      frameTimes,
      duration,
      frames: frameSource(media, track, shown),
      ...(sound ? { sound } : {}),
      labels: {},
    })
  } catch (error) {
    if (error instanceof VariegateError) throw error
    throw new VariegateError(
      `Expected a video that can be decoded: ${error instanceof Error ? error.message : String(error)}`,
      [],
      { cause: error },
    )
  }
}

type Media = Awaited<ReturnType<typeof importMedia>>

/** Reads indexes window by window: each window is decoded once, forwards, and handed out in the order asked for. */
function frameSource(media: Media, track: InputVideoTrack, times: readonly number[]): FrameSource {
  const window = Math.max(4, Math.floor(WINDOW_BYTES / (track.displayWidth * track.displayHeight * 4)))
  return async function* (indexes) {
    for (let at = 0; at < indexes.length; at += window) {
      const wanted = indexes.slice(at, at + window)
      const frames = await decodeFrames(media, track, times, wanted)
      for (const index of wanted) {
        const raster = frames.get(index)
        if (!raster)
          throw new VariegateError(
            `Expected frame ${index} of ${times.length} in the video but it could not be decoded.`,
          )
        yield raster
      }
    }
  }
}

async function decodeFrames(
  media: Media,
  track: InputVideoTrack,
  times: readonly number[],
  wanted: readonly number[],
): Promise<Map<number, Raster>> {
  const frames = new Map<number, Raster>()
  const needed = [...new Set(wanted)].sort((a, b) => a - b)
  const sink = new media.VideoSampleSink(track)
  let at = 0
  for await (const sample of sink.samplesAtTimestamps(needed.map((index) => times[index] ?? 0))) {
    const index = needed[at++] ?? 0
    if (!sample) continue
    frames.set(index, await toRaster(sample))
    sample.close()
  }
  return frames
}

// The declared options lack the format, which WebCodecs and the library have.
const AS_RGBA = { format: 'RGBA' } as Parameters<VideoSample['allocationSize']>[0] & {}

async function toRaster(sample: VideoSample): Promise<Raster> {
  const data = new Uint8ClampedArray(sample.allocationSize(AS_RGBA))
  await sample.copyTo(data, AS_RGBA)
  return { width: sample.displayWidth, height: sample.displayHeight, channels: 4, data, layout: 'rgb' }
}

/** Encoders fill their last block: sound that outlasts the picture by less than this is filling. */
const FILLING_SECONDS = 0.15

async function readSound(media: Media, track: InputAudioTrack, duration: number): Promise<Clip> {
  const { sampleRate, numberOfChannels } = track
  const heard = await track.computeDuration()
  const length = Math.round((heard - duration < FILLING_SECONDS ? Math.min(heard, duration) : heard) * sampleRate)
  const channels = Array.from({ length: numberOfChannels }, () => new Float32Array(length))
  for await (const sample of new media.AudioSampleSink(track).samples()) {
    // What an encoder put before the beginning has a negative time.
    const first = Math.round(sample.timestamp * sampleRate)
    for (const [planeIndex, channel] of channels.entries()) {
      const plane = new Float32Array(sample.numberOfFrames)
      sample.copyTo(plane, { format: 'f32-planar', planeIndex })
      const from = Math.max(0, -first)
      const count = Math.min(plane.length - from, length - Math.max(0, first))
      if (count > 0) channel.set(plane.subarray(from, from + count), Math.max(0, first))
    }
    sample.close()
  }
  return { sampleRate, channels, labels: {} }
}
