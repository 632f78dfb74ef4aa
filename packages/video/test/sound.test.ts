import type { Clip } from '@variegate/audio'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hasPython, python } from '../../../test/python/python.js'
import type { VideoClip } from '../src/index.js'
import { readVideo, writeVideo } from '../src/node/index.js'
import { boxAt, paintedClip } from './painted.js'

const beep = (sampleRate: number, length: number, first: number): Clip => ({
  sampleRate,
  channels: [
    Float32Array.from({ length }, (_, at) => (at >= first && at < first + 800 ? 0.8 * Math.sin((at - first) / 3) : 0)),
  ],
  labels: {},
})
const onset = ({ channels }: Clip): number => channels[0]?.findIndex((value) => Math.abs(value) > 0.2) ?? -1
const soundOf = ({ sound }: VideoClip): Clip => {
  if (!sound) throw new Error('no sound')
  return sound
}
const HEARD = `
import av, json, numpy, sys
with av.open(sys.argv[1]) as container:
    frames = list(container.decode(audio=0))
    sound = numpy.concatenate([frame.to_ndarray()[0] for frame in frames])
    stream = container.streams.audio[0]
    print(json.dumps({'onset': int(numpy.argmax(abs(sound) > 0.2)) + round(frames[0].time * frames[0].sample_rate), 'length': int(stream.duration * stream.time_base * frames[0].sample_rate)}))
`

// 17600 samples are no whole number of blocks of 1024.
test.each([
  [48000, 19200, 9600],
  [44100, 17640, 8000],
  [16000, 6400, 4000],
])('at %i Hz a beep stays where it is through ten passes, and the length stays', async (rate, length, first) => {
  let clip: VideoClip = { ...paintedClip(64, 48), sound: beep(rate, length, first) }
  const began = onset(soundOf(clip))
  let file = await writeVideo(clip)
  for (let pass = 0; pass < 10; pass++) {
    clip = await readVideo(file)
    expect(soundOf(clip).channels[0]).toHaveLength(length)
    expect(Math.abs(onset(soundOf(clip)) - began) / rate).toBeLessThan(0.001)
    expect([clip.duration, clip.frameTimes.length]).toEqual([0.4, 4])
    file = await writeVideo(clip)
  }
  if (!hasPython) return
  const path = join(mkdtempSync(join(tmpdir(), 'sound-')), 'clip.mp4')
  writeFileSync(path, file)
  const heard = python(HEARD, path) as { onset: number; length: number }
  expect(Math.abs(heard.onset - began) / rate).toBeLessThan(0.001)
  expect(heard.length).toBe(length)
})

test('sound shorter and longer than the picture keeps its length', async () => {
  for (const length of [1, 1023, 1025, 8000, 17600, 48000]) {
    const sound = beep(48000, length, 0)
    const back = await readVideo(await writeVideo({ ...paintedClip(64, 48), sound }))
    expect(soundOf(back).channels[0]).toHaveLength(length)
  }
})

test('a clip without sound has none after reading', async () => {
  expect((await readVideo(await writeVideo(paintedClip(64, 48)))).sound).toBeUndefined()
})

test('an edit list that plays at another speed is refused', async () => {
  const file = await writeVideo({ ...paintedClip(64, 48), sound: beep(48000, 19200, 9600) })
  // The picture begins at 0 and has none.
  boxAt(file, 'elst').setInt32(16, 2 * 65536)
  await expect(readVideo(file)).rejects.toThrow(
    'Expected tracks that play in one piece but track 2 has an edit list that plays at a rate of 2; export it anew at rate 1.',
  )
})

test('what an edit list cuts off the end of sound stays away', async () => {
  const file = await writeVideo({ ...paintedClip(64, 48), sound: beep(48000, 19200, 9600) })
  const list = boxAt(file, 'elst')
  // A quarter of a second, in the file's own units of time.
  list.setUint32(8, boxAt(file, 'mvhd').getUint32(12) / 4)
  expect(soundOf(await readVideo(file)).channels[0]).toHaveLength(12000)
})

const LATE = `
import av, fractions, json, numpy, sys
path, rate, late = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with av.open(path, 'w') as container:
    video = container.add_stream('libx264', rate=10)
    video.width, video.height, video.pix_fmt = 64, 48, 'yuv420p'
    sounds = [container.add_stream('aac', rate=rate, layout='mono') for _ in range(2)]
    for index in range(10):
        picture = av.VideoFrame.from_ndarray(numpy.full((48, 64, 3), 90, numpy.uint8), format='rgb24')
        container.mux(video.encode(picture))
    container.mux(video.encode())
    at = numpy.arange(rate // 2)
    for level, sound in zip([0.8, 0], sounds):
        beep = numpy.where((at >= rate // 5) & (at < rate // 5 + 800), level * numpy.sin((at - rate // 5) / 3), 0).astype(numpy.float32)
        for first in range(0, len(beep), 1024):
            frame = av.AudioFrame.from_ndarray(beep[None, first:first + 1024], format='fltp', layout='mono')
            frame.sample_rate, frame.pts, frame.time_base = rate, first + late, fractions.Fraction(1, rate)
            container.mux(sound.encode(frame))
        container.mux(sound.encode())
print(json.dumps(True))
`
test.skipIf(!hasPython).each([
  [44100, 0],
  [48000, 0],
  [48000, 14400],
])(
  'sound of another encoder at %i Hz that begins %i samples late is where its own reader hears it',
  async (rate, late) => {
    const path = join(mkdtempSync(join(tmpdir(), 'sound-')), 'clip.mp4')
    python(LATE, path, String(rate), String(late))
    const heard = python(HEARD, path) as { onset: number; length: number }
    const sound = soundOf(await readVideo(new Uint8Array(readFileSync(path))))
    // The first of two sound tracks is read: the second is silent.
    expect(Math.abs(onset(sound) - heard.onset) / rate).toBeLessThan(0.001)
    expect(Math.abs(onset(sound) - rate / 5 - late) / rate).toBeLessThan(0.001)
    expect(Math.abs((sound.channels[0]?.length ?? 0) - late - rate / 2)).toBeLessThanOrEqual(rate / 1000)
  },
)
