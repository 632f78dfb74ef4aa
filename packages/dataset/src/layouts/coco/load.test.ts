import { truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { VariegateError } from '@variegate/core'
import { encodeImage } from '@variegate/image/node'
import { beforeAll, expect, test } from 'vitest'
import { folderOf } from '../../../test/folders.js'
import { openDataset } from '../index.js'

let png: Uint8Array = new Uint8Array()
beforeAll(async () => {
  png = await encodeImage({ width: 2, height: 2, channels: 1, data: new Uint8ClampedArray(4) }, { format: 'png' })
})

const labels =
  '{"images": [{"id": 1, "file_name": "a.png", "note": "é"}],\n "annotations": [{"id": 1, "image_id": 1, "bbox": [0, 0, 1, 1], "category_id": 1}],\n "categories": [{"id": 1, "name": "cat"}]}'

const opened = async (content: string | Uint8Array, name = 'labels.json') => {
  const { sources } = await openDataset(await folderOf({ [name]: content, 'cat/a.png': png, 'a.png': png }), {
    unrecognized: 'skip',
  })
  return sources.map(({ layout, entries }) => [layout, entries.map(({ id }) => id)])
}
const wide = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')

test.each([
  ['UTF-8', labels],
  ['UTF-8 with a byte-order mark', `\uFEFF${labels}`],
  ['UTF-16, low byte first', wide(labels)],
  ['UTF-16, high byte first', wide(labels).swap16()],
])('a label file in %s is read', async (_, content) => {
  expect(await opened(content)).toEqual([
    ['coco', ['a.png']],
    ['image-folders', ['cat/a.png']],
  ])
})

test.each([
  [
    'in Latin-1',
    Buffer.from(labels, 'latin1'),
    'Expected the label file labels.json in UTF-8, or in UTF-16 with a byte-order mark, but byte 0xE9 at line 1, column 54 is neither; save it as UTF-8.',
  ],
  [
    'in UTF-16 without a byte-order mark',
    Buffer.from(labels, 'utf16le'),
    'Expected the label file labels.json in UTF-8, or in UTF-16 with a byte-order mark, but it is in UTF-16 or UTF-32 without one; save it as UTF-8.',
  ],
  [
    'in UTF-32',
    Buffer.from([0xff, 0xfe, 0, 0, ...Array.from(Buffer.from(labels)).flatMap((byte) => [byte, 0, 0, 0])]),
    'Expected the label file labels.json in UTF-8, or in UTF-16 with a byte-order mark, but it is in UTF-32; save it as UTF-8.',
  ],
  [
    'with NaN',
    labels.replace('[0, 0, 1, 1]', '[0, 0, NaN, 1]'),
    `Could not read the label file labels.json. Expected JSON: Array item expected but got 'N' at line 2, column 58 (NaN and Infinity are no JSON; write a number, null, or leave the field out).`,
  ],
  [
    'cut short',
    labels.slice(0, 100),
    'Could not read the label file labels.json. Expected JSON: Quoted object key expected but reached end of input at line 2, column 42.',
  ],
  [
    'cut short before its lists',
    '{"info": {}, "licenses": [], "images": [{"file_',
    "Could not read the label file labels.json. Expected JSON: End of string '\"' expected but reached end of input at line 1, column 48.",
  ],
  [
    'with two lists of images',
    labels.replace('{', '{"images": [], '),
    'Expected one list "images" in the label file labels.json but it has two.',
  ],
  [
    'without a list of annotations',
    labels.replace(/"annotations": \[.*\],\n/, '"annotations": null,'),
    'Expected a list "annotations" in the label file labels.json but received null.',
  ],
  [
    'of another kind that names a picture, cut short',
    '{"a.png": {"label": "cat"',
    "Could not read the label file labels.json. Expected JSON: Quoted object key or end of object '}' expected but reached end of input at line 1, column 26.",
  ],
])('a label file %s stops the run', async (_, content, said) => {
  await expect(opened(content)).rejects.toThrow(new VariegateError(said))
})

test('a label file longer than a text can be is refused by its size', async () => {
  const root = await folderOf({ 'labels.json': labels, 'a.png': png })
  await truncate(join(root, 'labels.json'), 700e6)
  await expect(openDataset(root)).rejects.toThrow(
    'Expected a label file of at most 537 MB but labels.json has 700 MB; split it into several, by pictures.',
  )
})

test.each([
  ['a damaged file of something else', '{"name": "x",'],
  ['settings', '{"images": ["a", "b"], "annotations": true}'],
  ['predictions', '[{"image_id": 1, "bbox": [0, 0, 1, 1], "category_id": 1}]'],
  ['a file in another encoding about something else', Buffer.from('{"name": "é"}', 'latin1')],
])('%s is no label file', async (_, content) => {
  expect(await opened(content)).toEqual([['image-folders', ['a.png', 'cat/a.png']]])
})

test('the pictures of a test set without annotations keep their rows', async () => {
  expect(await opened('{"images": [{"id": 1, "file_name": "cat/a.png"}], "categories": []}')).toEqual([
    ['coco', ['cat/a.png']],
    ['image-folders', ['a.png']],
  ])
})

test.each(['face_box', 'dp_x', 'foot_kpts', 'segments_info'])(
  'coordinates under %s are refused by name',
  async (field) => {
    const value = field === 'segments_info' ? '[{"id": 3, "bbox": [0, 0, 1, 1]}]' : '[0.5, 1]'
    await expect(
      opened(labels.replace('"category_id": 1}]', `"category_id": 1, "${field}": ${value}}]`)),
    ).rejects.toThrow(
      new VariegateError(
        `Expected coordinates of annotations in labels.json under bbox, segmentation or keypoints but "${field}" of annotation 1 holds some too, which would not follow the picture; remove that field or put them there.`,
      ),
    )
  },
)

test('names that only look like coordinates stay', async () => {
  const row = labels.replace(
    '"category_id": 1}]',
    '"category_id": 1, "num_keypoints": 0, "box_kind": "loose", "masked": false}]',
  )
  expect((await opened(row))[0]).toEqual(['coco', ['a.png']])
})
