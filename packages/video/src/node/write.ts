import { lengthOf, type Clip } from '@variegate/audio'
import { imageFrom, imageModality, toRaster, warp, type Raster } from '@variegate/image'
import type { EncodedPacket } from 'mediabunny'
import { checkVideo } from '../check.js'
import { frameEnd, type VideoClip } from '../sample.js'
import { importMedia, type Media } from './media.js'
import { clearTimes } from './mp4-times.js'

/**
 * Write a clip as MP4: H.264 at a high quality, sound as AAC. H.264 needs even sides, so an odd one is longer by a repeated edge.
 * The same clip gives the same bytes wherever the same codec runs: the file holds no time of writing.
 */
export async function writeVideo(clip: VideoClip): Promise<Uint8Array> {
  const media = await importMedia()
  checkVideo(clip)
  const pictures = await encodePictures(media, clip)
  const sounds = clip.sound && lengthOf(clip.sound) > 0 ? await encodeSound(media, clip.sound) : []
  const target = new media.BufferTarget()
  const output = new media.Output({ format: new media.Mp4OutputFormat({ fastStart: 'in-memory' }), target })
  const video = new media.EncodedVideoPacketSource('avc')
  const audio = new media.EncodedAudioPacketSource('aac')
  output.addVideoTrack(video)
  if (sounds.length > 0) output.addAudioTrack(audio)
  await output.start()
  // Encoders deliver when they please; the order in the file must not tell how busy the machine was.
  let heard = 0
  for (const { packet, meta } of pictures) {
    for (let next = sounds[heard]; next && next.packet.timestamp <= packet.timestamp; next = sounds[++heard])
      await audio.add(next.packet, next.meta)
    await video.add(packet, meta)
  }
  for (const { packet, meta } of sounds.slice(heard)) await audio.add(packet, meta)
  await output.finalize()
  return clearTimes(new Uint8Array(target.buffer ?? new ArrayBuffer(0)))
}

interface Encoded<Meta> {
  readonly packet: EncodedPacket
  readonly meta: Meta | undefined
}

/** Encode every frame, in the order in which packets are decoded. */
async function encodePictures(media: Media, clip: VideoClip): Promise<Encoded<EncodedVideoChunkMetadata>[]> {
  const encoded: Encoded<EncodedVideoChunkMetadata>[] = []
  const source = new media.VideoSampleSource({
    codec: 'avc',
    quality: media.QUALITY_HIGH,
    onEncodedPacket: (packet, meta) => void encoded.push({ packet, meta }),
  })
  const output = new media.Output({ format: new media.Mp4OutputFormat(), target: new media.NullTarget() })
  output.addVideoTrack(source)
  await output.start()
  let index = 0
  for await (const frame of clip.frames([...clip.frameTimes.keys()])) {
    const { width, height, data } = evenSides(frame)
    const timestamp = clip.frameTimes[index] ?? 0
    const duration = frameEnd(clip, index++) - timestamp
    const sample = new media.VideoSample(new Uint8Array(data), {
      format: 'RGBA',
      codedWidth: width,
      codedHeight: height,
      timestamp,
      duration,
    })
    await source.add(sample)
    sample.close()
  }
  await output.finalize()
  return encoded
}

async function encodeSound(media: Media, sound: Clip): Promise<Encoded<EncodedAudioChunkMetadata>[]> {
  const encoded: Encoded<EncodedAudioChunkMetadata>[] = []
  const source = new media.AudioSampleSource({
    codec: 'aac',
    quality: media.QUALITY_HIGH,
    onEncodedPacket: (packet, meta) => void encoded.push({ packet, meta }),
  })
  const output = new media.Output({ format: new media.Mp4OutputFormat(), target: new media.NullTarget() })
  output.addAudioTrack(source)
  await output.start()
  await addSound(media, source, sound)
  await output.finalize()
  return onTime(encoded, sound)
}

/** How many samples an AAC block holds. */
const BLOCK = 1024

/**
 * Move packets to where their sound belongs. An encoder puts blocks of silence first, with which its decoder finds its feet, and fills
 * the last one; times before 0 and a shorter last packet become an edit list that cuts both off.
 */
function onTime(
  packets: readonly Encoded<EncodedAudioChunkMetadata>[],
  sound: Clip,
): Encoded<EncodedAudioChunkMetadata>[] {
  const length = lengthOf(sound)
  const delay = packets.length * BLOCK - Math.ceil(length / BLOCK) * BLOCK
  return packets.map(({ packet, meta }, index) => {
    const start = index * BLOCK - delay
    const count = Math.max(0, Math.min(BLOCK, length - start))
    return {
      packet: packet.clone({ timestamp: start / sound.sampleRate, duration: count / sound.sampleRate }),
      meta,
    }
  })
}

/** A second at a time, planar. */
async function addSound(
  media: Media,
  source: InstanceType<Media['AudioSampleSource']>,
  { channels, sampleRate }: Clip,
): Promise<void> {
  const length = channels[0]?.length ?? 0
  for (let first = 0; first < length; first += sampleRate) {
    const last = Math.min(length, first + sampleRate)
    const data = new Float32Array((last - first) * channels.length)
    for (const [index, channel] of channels.entries()) data.set(channel.subarray(first, last), index * (last - first))
    const sample = new media.AudioSample({
      data,
      format: 'f32-planar',
      numberOfChannels: channels.length,
      sampleRate,
      timestamp: first / sampleRate,
    })
    await source.add(sample)
    sample.close()
  }
}

function evenSides(frame: Raster): Raster {
  const width = frame.width + (frame.width % 2)
  const height = frame.height + (frame.height % 2)
  if (width === frame.width && height === frame.height) return frame
  return toRaster(
    imageModality.apply(imageFrom(frame), [warp({ width, height, border: 'replicate', interpolation: 'nearest' })])
      .sample,
  )
}
