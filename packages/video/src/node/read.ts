import { VariegateError } from '@variegate/core'
import type { InputVideoTrack } from 'mediabunny'
import { checkVideo } from '../check.js'
import type { VideoClip } from '../sample.js'
import { decodingError } from './decoding.js'
import { importMedia, type Media } from './media.js'
import { checkTables } from './mp4-tables.js'
import { trackHeaders, type TrackHeader } from './mp4-tracks.js'
import { decodeFrames, frameSource } from './read-frames.js'
import { readSound } from './read-sound.js'
import { MOST_PIXELS, uprightOf } from './upright.js'

/** The most frames of a clip: nine hours at 60 a second. */
const MOST_FRAMES = 2_000_000

/**
 * Open a video file: frames are decoded as they are asked for, sound at once; frames come upright and in square pixels.
 * Throws a `VariegateError` that says what is wrong.
 */
export async function readVideo(file: Uint8Array): Promise<VideoClip> {
  if (file.length === 0) throw new VariegateError('Expected a video but the file is empty.')
  const media = await importMedia()
  try {
    checkTables(file)
    const input = new media.Input({ source: new media.BufferSource(file), formats: media.ALL_FORMATS })
    const track = await input.getPrimaryVideoTrack()
    if (!track) throw new VariegateError('Expected a video but the file has no picture track.')
    if (!(await track.canDecode())) {
      const codec = (await track.getCodec()) ?? String(await track.getInternalCodecId())
      throw new VariegateError(`Expected pictures that can be decoded but they are ${codec}; store them as H.264.`)
    }
    const headers = trackHeaders(file)
    const header = headers.get(track.id)
    const { times, duration } = await shownTimes(media, track, header, file.length)
    const upright = uprightOf(await decodedSize(media, track, times), {
      matrix: await track.getTransformationMatrix(),
      pixelShape: await pixelShapeOf(track),
      ...(header ? { header } : {}),
    })
    const audioTrack = await input.getPrimaryAudioTrack()
    const sound = audioTrack ? await readSound(media, audioTrack, duration, headers.get(audioTrack.id)) : undefined
    return checkVideo({
      width: upright.width,
      height: upright.height,
      // The first frame is shown from 0 on.
      frameTimes: Float64Array.from(times, (time, index) => (index === 0 ? 0 : time)),
      duration,
      frames: frameSource(media, track, times, upright),
      ...(sound ? { sound } : {}),
      labels: {},
    })
  } catch (error) {
    throw decodingError(error)
  }
}

/** When frames are shown, in the file's own times, and when the last one ends; what an edit list cuts off is left out. */
async function shownTimes(
  media: Media,
  track: InputVideoTrack,
  header: TrackHeader | undefined,
  bytes: number,
): Promise<{ times: number[]; duration: number }> {
  const starts: number[] = []
  for await (const packet of new media.EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true })) {
    // A damaged table may count frames that no file of this size could hold.
    if (starts.push(packet.timestamp) > Math.min(MOST_FRAMES, bytes))
      throw new VariegateError(
        `Expected at most ${Math.min(MOST_FRAMES, bytes)} frames in ${bytes} bytes but the file counts more.`,
      )
  }
  starts.sort((a, b) => a - b)
  const last = await track.computeDuration()
  const end = header?.end !== undefined && last - header.end > header.tick ? header.end : last
  // Whatever comes before 0 is cut by the file itself.
  const times = starts.filter(
    (time, index) => (time >= 0 || (starts[index + 1] ?? 0) > 0) && time < end - (header?.tick ?? 0),
  )
  return { times, duration: end }
}

/** The size of frames is that of the first one that decodes: headers may state another. */
async function decodedSize(media: Media, track: InputVideoTrack, times: readonly number[]) {
  const { codedWidth: width, codedHeight: height } = track
  if (width * height > MOST_PIXELS)
    throw new VariegateError(`Expected frames of at most ${MOST_PIXELS} pixels but they are ${width}x${height}.`)
  if (times.length === 0) throw new VariegateError('Expected a clip of at least one frame but received none.')
  const first = (await decodeFrames(media, track, times, [0])).get(0)
  if (!first) throw new VariegateError(`Expected frame 0 of ${times.length} in the video but it could not be decoded.`)
  return { width: first.width, height: first.height }
}

async function pixelShapeOf(track: InputVideoTrack): Promise<number> {
  const { num, den } = await track.getPixelAspectRatio()
  return num / den
}
