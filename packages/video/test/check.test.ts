import { oneOf, policies, run } from '@variegate/core'
import { parsePipeline } from '@variegate/core/pipeline'
import { horizontalFlip, imageTransforms, mixup, within } from '@variegate/image'
import { describe, expect, test } from 'vitest'
import { checkVideo, onFrames, reverse, speed, videoTransforms, type VideoClip } from '../src/index.js'
import { writeVideo } from '../src/node/index.js'
import { paintedClip } from './painted.js'

/** As from JavaScript, where no compiler looks. */
const withLabels = (labels: object): VideoClip => ({
  ...paintedClip(64, 48),
  id: 'v',
  labels: labels as VideoClip['labels'],
})
const box = { time: 0, box: [1, 2, 3, 4] }

describe('labels that nothing would move are refused', () => {
  const cases: [object, string][] = [
    [{ boxes: [[1, 2, 3, 4]] }, 'Unknown key "boxes" in a clip\'s labels (it may have label, segments, tracks).'],
    [
      { track: [] },
      'Unknown key "track" in a clip\'s labels; the nearest right name is "tracks" (it may have label, segments, tracks).',
    ],
    [
      { segments: [{ start: 0, end: 0.1, label: 'a', lable: 'b' }] },
      'Unknown key "lable" in a segment of a clip; the nearest right name is "label" (it may have start, end, label, id).',
    ],
    [
      { tracks: [{ id: 1, boxes: [], class: 'car' }] },
      'Unknown key "class" in a track of a clip (it may have id, label, boxes).',
    ],
    [
      { tracks: [{ id: 1, boxes: [{ ...box, mask: [] }] }] },
      'Unknown key "mask" in a box of a track (it may have time, box).',
    ],
    [
      { tracks: [{ id: 1, boxes: [{ ...box, time: 0.1 }, box] }] },
      'Expected boxes in order of time, one a moment, but track 1 has one at 0 s after one at 0.1 s.',
    ],
    [
      { tracks: [{ id: 1, boxes: [{ ...box, time: 7 }] }] },
      "Expected boxes within the clip's 0.4 s but track 1 has one at 7 s.",
    ],
    [
      { tracks: [{ id: 1, boxes: [{ time: 0, box: [1, 2, NaN, 4] }] }] },
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

test('two boxes of a track at one frame: the first goes with it, the other is recorded', () => {
  const clip = withLabels({ tracks: [{ id: 1, boxes: [box, { time: 0.05, box: [9, 2, 3, 4] }] }] })
  const { sample, recipe } = run(reverse(), clip, { seed: 1 })
  expect(sample.labels.tracks?.[0]?.boxes.map((moment) => moment.box)).toEqual([[1, 2, 3, 4]])
  expect(recipe[0]?.dropped).toEqual([
    { kind: 'box', id: 1, reason: 'another box of its track stands at the frame of 0.05 s' },
  ])
})

describe('transforms that mix in other pictures are not for clips', () => {
  const packages = { image: imageTransforms, video: videoTransforms }
  const reason =
    'Unknown transform "mixup" for video; it is a transform of image that mixes in other samples of image, so it is for no other modality.'
  test.each([
    ['at the top', 'video:\n  - mixup: {}', '2:5'],
    ['in a oneOf', 'video:\n  - oneOf:\n      - horizontalFlip\n      - mixup: {}', '4:9'],
    [
      'in lists within lists',
      'video:\n  - sometimes:\n      steps:\n        - someOf:\n            steps:\n              - mixup',
      '6:17',
    ],
    ['in a step on parts of pictures', 'video:\n  - within:\n      steps:\n        - mixup', '4:11'],
  ])('%s', (_where, text, place) => {
    expect(() => parsePipeline(text, { packages, file: 'policy.yaml' })).toThrow(`policy.yaml:${place}: ${reason}`)
  })
  test('none is in the list, and none can be made one by hand', () => {
    const mixing = imageTransforms.filter(({ usesOthers }) => usesOthers)
    expect(mixing.length).toBeGreaterThan(5)
    expect(videoTransforms.filter(({ name }) => mixing.some((other) => other.name === name))).toEqual([])
    const said =
      'Expected transforms of single pictures for clips but mixup mixes in other pictures, and a clip has none at hand; use it for pictures.'
    expect(() => onFrames(mixup)).toThrow(said)
    // As from JavaScript: a policy's steps are of any kind.
    expect(() => onFrames(within).configure({}, [mixup() as never])).toThrow(said)
  })
  test('policies choose among the others', () => {
    expect(policies).toContain(oneOf)
    expect(
      parsePipeline('video:\n  - oneOf:\n      - horizontalFlip\n      - reverse', { packages }).video,
    ).toHaveLength(1)
  })
})
