import { lengthOf, type Clip } from '@variegate/audio'
import { imageFrom, imageModality, toRaster, warp, type Raster } from '@variegate/image'
import { frameEnd, type VideoClip } from '../sample.js'
import { importMedia } from './media.js'
import { clearTimes } from './mp4-times.js'

/**
 * Write a clip as MP4: H.264 at a high quality, sound as AAC. H.264 needs even sides, so an odd one is longer by a repeated edge.
 * The same clip gives the same bytes wherever the same codec runs: the file holds no time of writing.
 */
export async function writeVideo(clip: VideoClip): Promise<Uint8Array> {
  const media = await importMedia()
  const target = new media.BufferTarget()
  const output = new media.Output({ format: new media.Mp4OutputFormat({ fastStart: 'in-memory' }), target })
  const video = new media.VideoSampleSource({ codec: 'avc', quality: media.QUALITY_HIGH })
  output.addVideoTrack(video)
  const audio =
    clip.sound && lengthOf(clip.sound) > 0
      ? new media.AudioSampleSource({ codec: 'aac', quality: media.QUALITY_HIGH })
      : undefined
  if (audio) output.addAudioTrack(audio)
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
    await video.add(sample)
    sample.close()
  }
  if (audio && clip.sound) await addSound(media, audio, clip.sound)
  await output.finalize()
  return clearTimes(new Uint8Array(target.buffer ?? new ArrayBuffer(0)))
}

type Media = Awaited<ReturnType<typeof importMedia>>

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
