import {
  emptyContext,
  replayAsync,
  run,
  runAsync,
  type Context,
  type JsonObject,
  type Transform,
} from '@variegate/core'
import { testTransform } from '@variegate/core/testing'
import { gaussianNoise, horizontalFlip, type Raster } from '@variegate/image'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  frameDrop,
  frameRepeat,
  framesOf,
  onFrames,
  reverse,
  speed,
  videoModality,
  videoTransforms,
  type VideoClip,
} from '../src/index.js'
import { readVideo, writeVideo } from '../src/node/index.js'

const COUNT = 8
const RATE = 8000
/** Frames whose red is 20 times their index, a sound whose samples tell their frame, a box that moves with the frames. */
const clip: VideoClip = {
  id: 'clip',
  width: 16,
  height: 12,
  frameTimes: Float64Array.from({ length: COUNT }, (_, at) => at / 8),
  duration: 1,
  frames: framesOf(
    Array.from({ length: COUNT }, (_, at): Raster => ({
      width: 16,
      height: 12,
      channels: 4,
      data: new Uint8ClampedArray(768).map((_value, i) => (i % 4 === 3 ? 255 : i % 4 === 0 ? at * 20 : 0)),
    })),
  ),
  sound: {
    sampleRate: RATE,
    channels: [Float32Array.from({ length: RATE }, (_, at) => Math.floor((at * 8) / RATE) / 10)],
    labels: { events: [{ start: 0.25, end: 0.5, label: 'e' }] },
  },
  labels: {
    label: 'x',
    segments: [{ start: 0.25, end: 0.75, label: 's', id: 1 }],
    tracks: [
      {
        id: 't',
        label: 'ball',
        moments: Array.from({ length: COUNT }, (_, at) => ({
          time: at / 8,
          instance: { box: [at, 2, 4, 4] as const },
        })),
      },
    ],
  },
}

/** Laws in full for what is video's own, and for some of what is lifted, which is core's. */
const LIFTED = ['horizontalFlip', 'affine', 'gaussianNoise', 'within', 'gain']
const own = new Set<string>([frameDrop, frameRepeat, speed, reverse].map(({ name }) => name))
/** Windows and sizes that fit the clip. */
const sized = ({ fields, example = {} }: (typeof videoTransforms)[number]): JsonObject => ({
  ...example,
  ...(fields.width?.kind === 'integer' && fields.height?.kind === 'integer' ? { width: 8, height: 8 } : {}),
  ...(fields.size?.default === 1024 ? { size: 12 } : {}),
})
const partner: VideoClip = { ...clip, id: 'partner' }
const context: Context<VideoClip> = { ...emptyContext, partners: ['partner'], lookup: () => partner }
for (const definition of videoTransforms) {
  const steps = definition.takesSteps ? [onFrames(horizontalFlip).configure({})] : []
  if (own.has(definition.name) || LIFTED.includes(definition.name))
    testTransform(videoModality, definition, { samples: [clip], draws: 2, steps, transforms: videoTransforms })
  else
    test(`${definition.name} does the same to every frame, and replays`, async () => {
      const transform = definition.configure(sized(definition), steps)
      const made = await runAsync(transform, clip, { seed: 1, context }).catch((error: unknown) => error)
      // Frames have no index masks, and a transform of theirs says so.
      if (made instanceof Error) return expect(made.message).toContain('but the image has no masks')
      const { sample, recipe } = made as Awaited<ReturnType<typeof runAsync<VideoClip>>>
      const frames = await shown(sample)
      expect(frames).toHaveLength(COUNT)
      const again = await replayAsync(JSON.parse(JSON.stringify(recipe)), clip, {
        transforms: videoTransforms,
        context,
      })
      expect(await shown(again)).toEqual(frames)
    })
}

const collect = async (frames: AsyncIterable<Raster>): Promise<Raster[]> => {
  const all = []
  for await (const frame of frames) all.push(frame)
  return all
}
const shown = async ({ frames, frameTimes }: VideoClip): Promise<number[]> => {
  const reds = []
  for await (const { data } of frames([...frameTimes.keys()])) reds.push((data[0] ?? 0) / 20)
  return reds
}
const done = (steps: Transform<VideoClip> | Transform<VideoClip>[], seed = 1) => run(steps, clip, { seed })
const soundAt = ({ sound }: VideoClip, time: number) =>
  Math.round((sound?.channels[0]?.[Math.floor(time * RATE)] ?? NaN) * 10)

describe('by hand', () => {
  test('backwards: frames, sound, segments and boxes turn round', async () => {
    const { sample } = done(reverse())
    expect(await shown(sample)).toEqual([7, 6, 5, 4, 3, 2, 1, 0])
    expect(soundAt(sample, 0.01)).toBe(7)
    expect(sample.labels.segments).toEqual([{ start: 0.25, end: 0.75, label: 's', id: 1 }])
    expect(sample.sound?.labels.events).toEqual([{ start: 0.5, end: 0.75, label: 'e' }])
    expect(sample.labels.tracks?.[0]?.moments[0]).toEqual({ time: 0, instance: { box: [7, 2, 4, 4] } })
  })
  test('twice as fast shows every second frame at the same frame rate', async () => {
    const { sample } = done(speed({ rate: 2, keepPitch: false }))
    expect(Array.from(sample.frameTimes)).toEqual([0, 0.125, 0.25, 0.375])
    expect((await shown(sample)).map((frame) => Math.floor(frame / 2))).toEqual([0, 1, 2, 3])
    expect(sample.sound?.channels[0]).toHaveLength(RATE / 2)
    expect(sample.labels.segments).toEqual([{ start: 0.125, end: 0.375, label: 's', id: 1 }])
  })
  test('image transforms are drawn once a clip and move the boxes of tracks', async () => {
    const { sample, recipe } = done(onFrames(horizontalFlip).configure({}))
    expect(recipe).toEqual([{ name: 'horizontalFlip', drawn: {} }])
    expect(sample.labels.tracks?.[0]?.moments[3]).toEqual({ time: 0.375, instance: { box: [9, 2, 4, 4] } })
    expect(await shown(sample)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })
  test('noise has one key a clip and differs from frame to frame', async () => {
    const { sample } = done(onFrames(gaussianNoise).configure({ std: 9 }))
    const [first, second] = await collect(sample.frames([0, 1]))
    const less = (raster: Raster | undefined, frame: number) =>
      raster?.data.map((value, at) => (at % 4 === 0 ? value - frame * 20 : value)).filter((_, at) => at % 4 === 1)
    expect(less(first, 0)).not.toEqual(less(second, 1))
  })
})

test('frames, sound, boxes and segments stay in step under any chain of changes', async () => {
  const change = fc.constantFrom(frameDrop({ fraction: 0.4 }), frameRepeat({ fraction: 0.4 }), reverse())
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.array(change, { minLength: 1, maxLength: 3 }), async (seed, steps) => {
      const { sample } = done(steps, seed)
      const frames = await shown(sample)
      const moments = sample.labels.tracks?.[0]?.moments ?? []
      expect(sample.sound?.channels[0]?.length).toBe(Math.round(sample.duration * RATE))
      for (const [index, frame] of frames.entries()) {
        const start = sample.frameTimes[index] ?? 0
        const middle = start + 1 / 16
        // The sound of a frame's middle, its box, and its segment say the same as its pixels.
        expect(soundAt(sample, middle)).toBe(frame)
        expect(moments[index]).toEqual({ time: start, instance: { box: [frame, 2, 4, 4] } })
        const inside = (sample.labels.segments ?? []).some((segment) => segment.start <= middle && middle < segment.end)
        expect(inside).toBe(frame >= 2 && frame < 6)
      }
    }),
  )
})

describe('files', () => {
  test('a clip written twice is the same file, and reads back in step', async () => {
    const { sample } = done(reverse())
    const [first, second] = [await writeVideo(sample), await writeVideo(sample)]
    expect(Buffer.compare(first, second)).toBe(0)
    const back = await readVideo(first)
    expect([back.width, back.height, back.frameTimes.length]).toEqual([16, 12, COUNT])
    expect(back.duration).toBeCloseTo(1, 3)
    expect(back.sound?.sampleRate).toBe(RATE)
    // H.264 blurs levels a little, never by half a frame's step of 20.
    for (const [index, red] of (await shown(back)).entries()) expect(Math.abs(red - (7 - index))).toBeLessThan(0.5)
  })
  test('frames are read in any order', async () => {
    const back = await readVideo(await writeVideo(clip))
    const picks = [5, 0, 7, 7, 2]
    const reds = (await collect(back.frames(picks))).map(({ data }) => Math.round((data[0] ?? 0) / 20))
    expect(reds).toEqual(picks)
  })
  test('an odd size grows by its repeated edge', async () => {
    const odd = {
      ...clip,
      width: 15,
      height: 11,
      frames: framesOf([{ width: 15, height: 11, channels: 4, data: new Uint8ClampedArray(660).fill(200) }]),
      frameTimes: Float64Array.of(0),
    }
    const back = await readVideo(await writeVideo(odd))
    expect([back.width, back.height]).toEqual([16, 12])
  })
  test.each([
    ['', 'the file is empty'],
    ['no film', 'Expected a video that can be decoded'],
  ])('a damaged file is told: %j', async (text, said) => {
    await expect(readVideo(Buffer.from(text))).rejects.toThrow(said)
  })
})
