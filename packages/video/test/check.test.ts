import {
  emptyContext,
  oneOf,
  policies,
  replayAsync,
  run,
  runAsync,
  type Context,
  type Transform,
} from '@variegate/core'
import { parsePipeline } from '@variegate/core/pipeline'
import { horizontalFlip, imageTransforms, mixup } from '@variegate/image'
import { describe, expect, test } from 'vitest'
import { checkVideo, onFrames, reverse, speed, videoTransforms, type Moment, type VideoClip } from '../src/index.js'
import { writeVideo } from '../src/node/index.js'
import { paintedClip } from './painted.js'

/** As from JavaScript, where no compiler looks. */
const withLabels = (labels: object): VideoClip => ({
  ...paintedClip(64, 48),
  id: 'v',
  labels: labels as VideoClip['labels'],
})
const moment = { time: 0, instance: { box: [1, 2, 3, 4] } }

describe('labels that nothing would move are refused', () => {
  const cases: [object, string][] = [
    [{ boxes: [[1, 2, 3, 4]] }, 'Unknown key "boxes" in a clip\'s labels (it may have label, segments, tracks).'],
    [
      { track: [] },
      'Unknown key "track" in a clip\'s labels; the nearest right name is "tracks" (it may have label, segments, tracks).',
    ],
    [
      { segments: [{ start: 0, end: 0.1, label: 'a', lable: 'b' }] },
      'Unknown key "lable" in a segment of a clip; the nearest right name is "label" (it may have start, end, label, id, source).',
    ],
    [
      { tracks: [{ id: 1, moments: [], class: 'car' }] },
      'Unknown key "class" in a track of a clip (it may have id, label, moments, source).',
    ],
    [
      { tracks: [{ id: 1, moments: [{ time: 0, box: [1, 2, 3, 4] }] }] },
      'Unknown key "box" in a moment of a track; the nearest right name is "instance" (it may have time, instance).',
    ],
    [
      { tracks: [{ id: 1, boxes: [] }] },
      'Unknown key "boxes" in a track of a clip; the nearest right name is "moments" (it may have id, label, moments, source).',
    ],
    [
      { tracks: [{ id: 1, moments: [{ ...moment, time: 0.1 }, moment] }] },
      'Expected moments in order of time, each once, but track 1 has one at 0 s after one at 0.1 s.',
    ],
    [
      { tracks: [{ id: 1, moments: [{ ...moment, time: 7 }] }] },
      "Expected moments within the clip's 0.4 s but track 1 has one at 7 s.",
    ],
    [
      { tracks: [{ id: 1, moments: [{ time: 0, instance: { box: [1, 2, NaN, 4] } }] }] },
      'Expected [x, y, width, height] in pixels but track 1 has [1, 2, NaN, 4] at 0 s.',
    ],
    [
      { segments: [{ start: 5, end: 6, label: 'a' }] },
      'Expected segments within the clip\'s 0.4 s but "a" lasts from 5 to 6 s.',
    ],
    [
      { segments: [{ start: 0.3, end: 0.1, label: 'a' }] },
      'Expected a segment that ends where it starts or later but "a" lasts from 0.3 to 0.1.',
    ],
  ]
  test.each(cases)('%j', async (labels, said) => {
    const clip = withLabels(labels)
    expect(() => checkVideo(clip)).toThrow(said)
    expect(() => run(reverse(), clip, { seed: 1 })).toThrow(said)
    expect(() => run(onFrames(horizontalFlip).configure({}), clip, { seed: 1 })).toThrow(said)
    await expect(writeVideo(clip)).rejects.toThrow(said)
  })
  test('a key of the clip itself too', () => {
    const clip = { ...withLabels({}), framerate: 25 }
    expect(() => run(speed(), clip, { seed: 1 })).toThrow('Unknown key "framerate" in a clip')
  })
})

test('two moments of a track at one frame: the first goes with it, the other is recorded', () => {
  const second = { time: 0.05, instance: { box: [9, 2, 3, 4] } }
  const clip = withLabels({ tracks: [{ id: 1, moments: [moment, second] }] })
  const { sample, recipe } = run(reverse(), clip, { seed: 1 })
  expect(sample.labels.tracks?.[0]?.moments.map(({ instance }) => instance.box)).toEqual([[1, 2, 3, 4]])
  expect(recipe[0]?.dropped).toEqual([
    { kind: 'moment', id: 1, reason: 'another moment of its track stands at the frame of 0.05 s' },
  ])
})

describe('transforms that mix in other pictures take other clips', () => {
  const packages = { image: imageTransforms, video: videoTransforms }
  const one: VideoClip = { ...paintedClip(64, 48), id: 'one', labels: { label: 'a' } }
  const track = { id: 7, label: 'car', moments: [moment as unknown as Moment] }
  const other: VideoClip = { ...paintedClip(64, 48), id: 'other', labels: { label: 'b', tracks: [track] } }
  const context: Context<VideoClip> = { ...emptyContext, partners: ['other'], lookup: async () => other }

  test('classes mix, and the objects of the other come along as tracks that say whose they are', async () => {
    const { sample, recipe } = await runAsync(onFrames(mixup).configure({}), one, { seed: 1, context })
    const { share } = recipe[0]?.drawn as { share: number }
    expect(sample.labels.label).toEqual({ a: 1 - share, b: share })
    expect(sample.labels.tracks?.map(({ id, label, source }) => [id, label, source])).toEqual([[7, 'car', 'other']])
    const again = await replayAsync(recipe, one, { transforms: videoTransforms, context })
    expect(again.labels).toEqual(sample.labels)
  })
  test('without another clip they say what they need, at any depth of a policy', () => {
    const { video = [] } = parsePipeline('video:\n  - oneOf:\n      - mixup: {}', { packages })
    expect(() => run(video as Transform<VideoClip>[], one, { seed: 1 })).toThrow('image/mixup')
  })
  test('a draw that looks at pixels sees those of the first frame', async () => {
    const zoom = imageTransforms.find(({ name }) => name === 'zoomOut')
    if (!zoom) throw new RangeError('no zoomOut')
    const bright: VideoClip = {
      ...one,
      frames: async function* (indexes) {
        for (const _ of indexes)
          yield { width: 64, height: 48, channels: 4, data: new Uint8ClampedArray(64 * 48 * 4).fill(200) }
      },
    }
    for (const wrapped of [(step: Transform<VideoClip>) => step, (step: Transform<VideoClip>) => oneOf([step])]) {
      const step = wrapped(onFrames(zoom).configure({ background: 'mean', side: 3 }))
      const { sample } = await runAsync(step, bright, { seed: 1 })
      for await (const { data } of sample.frames([0])) expect([data[0], data[1], data[2]]).toEqual([200, 200, 200])
    }
  })
  test('policies choose among lifted steps and those of time', () => {
    expect(policies).toContain(oneOf)
    expect(
      parsePipeline('video:\n  - oneOf:\n      - horizontalFlip\n      - reverse', { packages }).video,
    ).toHaveLength(1)
  })
})
