import { run } from '@variegate/core'
import { expect, test } from 'vitest'
import { horizontalFlip, imageFrom, type Image, type ImageLabels, type Raster } from './index.js'

const raster = { width: 2, height: 2, channels: 1, data: new Uint8Array(4) } as const
const mask = { width: 2, height: 2, data: new Uint8Array(4) }

test.each([
  [{ boxes: [[0, 0, 1, 1]] }, 'Unknown key "boxes" in the labels of an image; write it as instances: [{ box }].'],
  [{ bboxes: [] }, 'Unknown key "bboxes" in the labels of an image; write it as instances: [{ box }].'],
  [{ keypoints: [] }, 'Unknown key "keypoints" in the labels of an image; write it as instances: [{ keypoints }].'],
  [{ polygons: [] }, 'Unknown key "polygons" in the labels of an image; write it as instances: [{ polygons }].'],
  [{ mask }, 'Unknown key "mask" in the labels of an image; write it as masks: { name: mask }.'],
  [{ category: 'cat' }, 'Unknown key "category" in the labels of an image; write it as label.'],
  [
    { instance: [] },
    'Unknown key "instance" in the labels of an image; the nearest right name is "instances" (it may have label, masks, instances, layers).',
  ],
  [
    { constructor: 1 },
    'Unknown key "constructor" in the labels of an image (it may have label, masks, instances, layers).',
  ],
  [{ instances: {} }, 'Expected a list of instances for the labels of an image but received {}.'],
  [
    { instances: [{ bbox: [0, 0, 1, 1] }] },
    'Unknown key "bbox" in instance 0; write it as box: [x, y, width, height].',
  ],
  [
    { instances: [{}, { segmentation: [[0, 0, 1, 0, 1, 1]] }] },
    'Unknown key "segmentation" in instance 1; write it as polygons: [[x0, y0, x1, y1, …]].',
  ],
  [{ instances: [{ class: 'cat' }] }, 'Unknown key "class" in instance 0; write it as label.'],
  [
    { instances: [{ polygon5: [] }] },
    'Unknown key "polygon5" in instance 0; the nearest right name is "polygons" (it may have id, label, box, rotatedBox, polygons, mask, keypoints, area, source, visible).',
  ],
  [
    { instances: [[0, 0, 1, 1]] },
    'Expected an object with id, label, box, rotatedBox, polygons, mask, keypoints, area, source, visible for instance 0 but received [0,0,1,1].',
  ],
  [
    { instances: [{ box: { x: 0, y: 0, width: 1, height: 1 } }] },
    'Expected a box [x, y, width, height] of finite numbers, sides of at least 0, for instance 0 but received {"x":0,"y":0,"width":1,"height":1}.',
  ],
  [
    { instances: [{ polygons: [0, 0, 1, 0, 1, 1] }] },
    'Expected polygons as a list of outlines [x0, y0, x1, y1, …] for instance 0 but one of them is 0.',
  ],
  [
    { instances: [{ id: 7, keypoints: [{ x: 0, y: 0, v: 2 }] }] },
    'Unknown key "v" in a keypoint of instance 7; write it as visibility: 0, 1 or 2.',
  ],
  [
    { instances: [{ rotatedBox: { center: [1, 1], width: 1, height: 1, angle: 0 } }] },
    'Unknown key "center" in the rotated box of instance 0; the nearest right name is "centre" (it may have centre, width, height, angle).',
  ],
  [{ masks: { m: { ...mask, channels: 1 } } }, 'Unknown key "channels" in mask "m" (it may have width, height, data).'],
  [
    { layers: { d: { type: 'depth', image: imageFrom(raster) } } },
    'Unknown key "type" in layer "d" (it may have kind, image).',
  ],
])('%j is refused', (labels, message) => {
  expect(() => imageFrom(raster, labels as ImageLabels)).toThrow(expect.objectContaining({ message })) // as JavaScript may give it
})

test('what is said about an image is its id and frame', () => {
  expect(() => imageFrom(raster, {}, { name: 'a' } as object)).toThrow(
    expect.objectContaining({ message: 'Unknown key "name" in what is said about an image (it may have id, frame).' }),
  )
})

const image = imageFrom(raster, { instances: [{ box: [0, 0, 1, 1] }] })

test.each([
  [
    { ...image, labels: { boxes: [] } },
    'Unknown key "boxes" in the labels of an image; write it as instances: [{ box }].',
  ],
  [
    { ...image, boxes: [] },
    'Expected "boxes" of an image within its labels, { labels: { … } }, but it stands beside them.',
  ],
  [
    raster,
    'Expected an image as imageFrom(pixels, labels) makes it but received an object with width, height, channels, data.',
  ],
  ['a.png', 'Expected an image as imageFrom(pixels, labels) makes it but received "a.png".'],
])('a sample that was put together by hand is looked at before a draw: %#', (sample, message) => {
  const flip = () => run(horizontalFlip({ p: 1 }), sample as unknown as Image, { seed: 1, id: 'a' }) // as JavaScript may give it
  expect(flip).toThrow(expect.objectContaining({ message }))
})

test.each([
  [undefined, 'Expected pixels as { width, height, channels, data } but received undefined.'],
  [{ ...raster, data: undefined }, 'nothing'],
  [{ ...raster, data: [0, 0, 0, 0] }, 'Array'],
  // Values in [0, 1] would be taken for bytes, all of them black.
  [{ ...raster, data: new Float64Array(4) }, 'Float64Array'],
  [{ ...raster, data: new Int16Array(4) }, 'Int16Array'],
])('pixels that would be read wrongly are refused: %#', (pixels, came) => {
  const message = came.startsWith('Expected')
    ? came
    : `Expected the data of an image as Uint8ClampedArray, Uint8Array, Uint16Array, Float32Array but received ${came}.`
  expect(() => imageFrom(pixels as unknown as Raster)).toThrow(expect.objectContaining({ message })) // as JavaScript may give it
})
