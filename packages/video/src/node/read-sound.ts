import type { Clip } from '@variegate/audio'
import { VariegateError } from '@variegate/core'
import type { InputAudioTrack } from 'mediabunny'
import { steady } from './decoding.js'
import type { Media } from './media.js'
import type { TrackHeader } from './mp4-tracks.js'

/** Encoders fill their last block: where no edit list cuts it off, sound that outlasts the picture by less than this is filling. */
const FILLING_SECONDS = 0.15
/** The most values of a sound, all channels together: two hours of stereo at 48 kHz. */
const MOST_VALUES = 700_000_000

/** Decode a sound track: what an encoder put before its beginning and after its end is left out, and it begins where the file says. */
export async function readSound(
  media: Media,
  track: InputAudioTrack,
  duration: number,
  header: TrackHeader | undefined,
): Promise<Clip> {
  if (!(await track.canDecode())) {
    const codec = (await track.getCodec()) ?? String(await track.getInternalCodecId())
    throw new VariegateError(`Expected sound that can be decoded but it is ${codec}; store it as AAC, or leave it out.`)
  }
  const heard = await track.computeDuration()
  const end = endOf(heard, duration, header)
  let decoded = 0
  let sound: { sampleRate: number; channels: Float32Array<ArrayBuffer>[] } | undefined
  for await (const sample of steady(new media.AudioSampleSink(track)).samples()) {
    // The decoder knows better than the header: some profiles of AAC are stored at half their rate.
    const { sampleRate, numberOfChannels, numberOfFrames } = sample
    sound ??= { sampleRate, channels: silence(end, sampleRate, numberOfChannels) }
    if (sound.sampleRate !== sampleRate || sound.channels.length !== numberOfChannels) {
      sample.close()
      throw new VariegateError(
        `Expected sound of ${sound.channels.length} channels at ${sound.sampleRate} Hz throughout but from ${sample.timestamp} s on it has ${numberOfChannels} at ${sampleRate} Hz.`,
      )
    }
    // What an encoder put before the beginning has a negative time.
    const first = Math.round(sample.timestamp * sampleRate)
    for (const [planeIndex, channel] of sound.channels.entries()) {
      const plane = new Float32Array(numberOfFrames)
      sample.copyTo(plane, { format: 'f32-planar', planeIndex })
      const from = Math.max(0, -first)
      const count = Math.min(plane.length - from, channel.length - Math.max(0, first))
      if (count > 0) channel.set(plane.subarray(from, from + count), Math.max(0, first))
    }
    decoded = Math.max(decoded, (first + numberOfFrames) / sampleRate)
    sample.close()
  }
  // A packet that lies beyond the file is taken for the end of the track.
  const last = heard > 0 ? await new media.EncodedPacketSink(track).getPacket(Infinity) : undefined
  if (last === null || decoded < Math.min(end, heard) - FILLING_SECONDS)
    throw new VariegateError(`Expected ${heard} s of sound but only ${decoded} s are in the file; it is cut short.`)
  const { sampleRate, numberOfChannels } = track
  return { ...(sound ?? { sampleRate, channels: silence(end, sampleRate, numberOfChannels) }), labels: {} }
}

/** When sound ends: where its edit list says so; else with its last block, or with the picture where the rest is filling. */
function endOf(heard: number, duration: number, header: TrackHeader | undefined): number {
  if (header?.end !== undefined) return heard - header.end > header.tick ? header.end : heard
  return heard - duration < FILLING_SECONDS ? Math.min(heard, duration) : heard
}

function silence(end: number, sampleRate: number, channels: number): Float32Array<ArrayBuffer>[] {
  const length = Math.max(0, Math.round(end * sampleRate))
  if (!(length * channels <= MOST_VALUES))
    throw new VariegateError(
      `Expected sound of at most ${MOST_VALUES} values but it has ${length} in each of ${channels} channels.`,
    )
  return Array.from({ length: channels }, () => new Float32Array(length))
}
