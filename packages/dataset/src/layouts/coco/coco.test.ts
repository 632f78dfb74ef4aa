import { readdir } from 'node:fs/promises'
import type { Image, Instance } from '@variegate/image'
import { encodeImage } from '@variegate/image/node'
import { beforeAll, describe, expect, test } from 'vitest'
import { folderOf, problemsOf, readText, writeDataset } from '../../../test/folders.js'
import { formatJson, isFileObject, parseJson, type FileJson, type FileObject } from '../../files/json.js'
import { openDataset } from '../index.js'

let png: Uint8Array = new Uint8Array()
beforeAll(async () => {
  const data = new Uint8ClampedArray(12 * 10)
  png = await encodeImage({ width: 12, height: 10, channels: 1, data }, { format: 'png' })
})

const image = (id: unknown, name: string, more: object = {}) => ({
  id,
  file_name: name,
  width: 12,
  height: 10,
  ...more,
})
const box = (id: unknown, owner: unknown, more: object = {}) => ({
  id,
  image_id: owner,
  category_id: 1,
  bbox: [1, 2, 3, 4],
  ...more,
})
const cats = [{ id: 1, name: 'cat' }]
const coco = (images: readonly object[], annotations: readonly object[], more: object = { categories: cats }) =>
  JSON.stringify({ images, annotations, ...more })

const read = async (...path: string[]) =>
  JSON.parse(await readText(...path)) as Record<string, Record<string, unknown>[]>
const listIn = (text: string, name: string): FileObject[] => {
  const document = parseJson(text)
  const list: FileJson = isFileObject(document) ? (document[name] ?? null) : null
  return Array.isArray(list) ? (list as readonly FileJson[]).filter(isFileObject) : []
}
/** Change the instances of an image, as transforms would. */
const withInstances = (sample: unknown, change: (instances: readonly Instance[]) => readonly Instance[]): Image => {
  const changed = sample as Image // what the layout reads
  return { ...changed, labels: { ...changed.labels, instances: change(changed.labels.instances ?? []) } }
}

describe('ids', () => {
  test('of any length stay apart, and copies go on after the greatest', async () => {
    const text = `{"images":[{"id":9007199254740993,"file_name":"a.png"},{"id":9007199254740992,"file_name":"b.png"}],
"annotations":[{"id":12345678901234567891,"image_id":9007199254740993,"category_id":1.0,"bbox":[1.0,2,3,4],"score":1.0},
{"id":12345678901234567890,"image_id":9007199254740992.0,"category_id":1,"bbox":[5,2,3,4],"mine":[1e3, {"x":  0.10}]}],"categories":[{"id":1,"name":"cat"}]}`
    const root = await folderOf({ 'l.json': text, 'a.png': png, 'b.png': png })
    expect(await problemsOf(root)).toEqual({})
    const written = await readText(await writeDataset(root, { originals: true }), 'l.json')
    expect(listIn(written, 'images').map((row) => formatJson(row))).toEqual([
      '{"id":9007199254740993,"file_name":"a.png"}',
      '{"width":12,"height":10,"id":9007199254740994,"file_name":"a.aug1.png"}',
      '{"id":9007199254740992,"file_name":"b.png"}',
      '{"width":12,"height":10,"id":9007199254740995,"file_name":"b.aug1.png"}',
    ])
    expect(listIn(written, 'annotations').map((row) => formatJson(row))).toEqual([
      '{"id":12345678901234567891,"image_id":9007199254740993,"category_id":1.0,"bbox":[1.0,2,3,4],"score":1.0}',
      '{"id":12345678901234567892,"image_id":9007199254740994,"category_id":1.0,"bbox":[1.0,2,3,4],"score":1.0}',
      '{"id":12345678901234567890,"image_id":9007199254740992.0,"category_id":1,"bbox":[5,2,3,4],"mine":[1e3,{"x":0.10}]}',
      '{"id":12345678901234567893,"image_id":9007199254740995,"category_id":1,"bbox":[5,2,3,4],"mine":[1e3,{"x":0.10}]}',
    ])
  })
  test('that are texts get endings that are free, and rows without one get a number', async () => {
    const rows = [box('x', 'i'), box('x.aug1', 'i'), box(undefined, 'i')]
    const root = await folderOf({
      'l.json': coco([image('i', 'a.png'), image('i.aug1', 'b.png')], rows),
      'a.png': png,
      'b.png': png,
    })
    const { images, annotations } = await read(await writeDataset(root, { copies: 2 }), 'l.json')
    expect(images?.map(({ id }) => id)).toEqual(['i.aug1-2', 'i.aug2', 'i.aug1.aug1', 'i.aug1.aug2'])
    expect(annotations?.map(({ id, image_id }) => [id, image_id])).toEqual([
      ['x.aug1-2', 'i.aug1-2'],
      ['x.aug1.aug1', 'i.aug1-2'],
      [1, 'i.aug1-2'],
      ['x.aug2', 'i.aug2'],
      ['x.aug1.aug2', 'i.aug2'],
      [2, 'i.aug2'],
    ])
  })
  test('that are there twice, and rows of nothing known, are recorded', async () => {
    const images = [
      image(1, 'a.png'),
      image(2, 'b.png'),
      image(2, 'c.png'),
      image(3, 'd.png'),
      image(4, './d.png'),
      image(5, 'gone.png'),
      image(undefined, 'e.png'),
      image(6, 'f.gif.bmp'),
      { id: 7 },
    ]
    const annotations = [
      box(1, 1),
      box(1, 1),
      box(2, 99),
      box(3, 99),
      box(4, undefined),
      box(5, 5),
      box(6, 1, { category_id: 8 }),
      box(7, 1, { category_id: 2 }),
    ]
    const categories = [...cats, { id: 2, name: 'dog' }, { id: 2, name: 'cow' }]
    const names = ['a.png', 'b.png', 'c.png', 'd.png', 'e.png', 'f.gif.bmp', 'unnamed.png', 'cat/g.png']
    const root = await folderOf({
      'l.json': coco(images, annotations, { categories }),
      ...Object.fromEntries(names.map((name) => [name, png])),
    })
    expect(await problemsOf(root)).toEqual({
      'b.png': 'Expected one image with the id 2 in l.json but 2 have it.',
      'c.png': 'Expected one image with the id 2 in l.json but 2 have it.',
      'd.png': 'Expected one row for d.png in l.json but the images 3, 4 name it.',
      'l.json#5': 'Expected the picture "gone.png" beside l.json or below its folder but it is not there.',
      'l.json#images[6]': 'Expected a number or text as id of the image e.png but there is none.',
      'l.json#6': 'Expected a picture as jpg, jpeg, png, webp, avif, tif, tiff, gif but received f.gif.bmp.',
      'l.json#7': 'Expected a text as file_name of the image but there is none.',
      'l.json#annotation 1':
        'Expected one annotation with the id 1 in l.json but there are 2; copies get ids of their own, originals keep theirs.',
      'l.json#annotations, image 99': 'Expected annotations of images in l.json but 2 have the image_id 99; left out.',
      'l.json#annotations, no image': 'Expected annotations of images in l.json but 1 has no image_id; left out.',
      'l.json#category 8':
        'Expected the category 8 of 1 annotation in l.json but it is not there; they keep its number and go without a class name.',
      'l.json#category 2':
        'Expected one category with the id 2 in l.json but there are several; their annotations keep the number and go without a class name.',
      'unnamed.png': 'Expected a row for the picture in l.json but none names it; left out.',
    })
    const { sources } = await openDataset(root)
    // Only a folder that no label file is about goes to another layout.
    expect(sources.map(({ layout, entries }) => [layout, entries.map(({ id }) => id)])).toEqual([
      ['coco', ['a.png']],
      ['image-folders', ['cat/g.png']],
    ])
    const { annotations: written } = await read(await writeDataset(root), 'l.json')
    expect(written?.map(({ id, category_id }) => [id, category_id])).toEqual([
      [8, 1],
      [9, 1],
      [10, 8],
      [11, 2],
    ])
  })
})

test('rows that are no objects are recorded, and a picture of another size than its row says is refused', async () => {
  const text = coco([image(1, 'a.png'), image(2, 'b.png', { height: 11 })], [box(1, 1)]).replace(
    '"annotations":[',
    '"annotations":[null,[3],',
  )
  const root = await folderOf({ 'l.json': text, 'a.png': png, 'b.png': png })
  expect(await problemsOf(root)).toEqual({
    'l.json#annotations[0]': 'Expected an object as a row of "annotations" but received null.',
    'l.json#annotations[1]': 'Expected an object as a row of "annotations" but received [3].',
  })
  const [source] = (await openDataset(root)).sources
  const [, second] = source?.entries ?? []
  await expect(second && source?.read(second)).rejects.toThrow(
    'Expected a picture of 12x11 px, as l.json says, but it is 12x10.',
  )
})

describe('file names', () => {
  test.each([
    ['./images/a.png', 'images/a.png', './images/a.aug1.png'],
    ['images\\a.png', 'images/a.png', 'images\\a.aug1.png'],
    ['.\\a', 'a', '.\\a.aug1'],
    ['../images/a.png', 'images/a.png', '../images/a.aug1.png', 'annotations/l.json'],
    ['/home/me/set/images/a.png', 'images/a.png', '/home/me/set/images/a.aug1.png'],
    ['C:\\set\\images\\a.png', 'images/a.png', 'C:\\set\\images\\a.aug1.png'],
    [
      'https://example.org/set/images/a%20b.png?size=1.5',
      'images/a b.png',
      'https://example.org/set/images/a%20b.aug1.png?size=1.5',
    ],
    ['file:///set/images/a.png', 'images/a.png', 'file:///set/images/a.aug1.png'],
    ['a%20b.png', 'images/a b.png', 'a%20b.aug1.png'],
    ['a%20b.png', 'a%20b.png', 'a%20b.aug1.png'],
    ['cafe\u0301.png', 'caf\u00e9.png', 'cafe\u0301.aug1.png'],
    ['A.PNG', 'a.png', 'A.aug1.PNG'],
    ['100%.png', '100%.png', '100%.aug1.png'],
  ])('%s is %s, and its copy %s', async (name, path, copy, json = 'l.json') => {
    const root = await folderOf({ [json]: coco([image(1, name)], []), [path]: png })
    expect(await problemsOf(root)).toEqual({})
    expect((await openDataset(root)).sources.flatMap(({ entries }) => entries.map(({ id }) => id))).toEqual([path])
    const { images } = await read(await writeDataset(root), json)
    expect(images?.[0]?.file_name).toBe(copy)
  })
  test.each([
    [
      '../../secret.png',
      'Expected the picture "../../secret.png" beside l.json or below its folder but it is not there.',
    ],
    ['/set/../a.png', 'Expected the picture "/set/../a.png" beside l.json or below its folder but it is not there.'],
    ['', 'Expected the picture "" beside l.json or below its folder but it is not there.'],
    ['/set/x.png', 'Expected one picture for "/set/x.png" of l.json but it may be x.png or images/x.png.'],
    ['CAFÉ.png', 'Expected one picture for "CAFÉ.png" of l.json but it may be cafe\u0301.png or caf\u00e9.png.'],
  ])('%j leads nowhere, and what it may mean goes to no other layout', async (name, reason) => {
    const files = ['x.png', 'images/x.png', 'cafe\u0301.png', 'caf\u00e9.png', 'a.png']
    const root = await folderOf({
      'l.json': coco([image(1, name), image(2, 'a.png')], []),
      ...Object.fromEntries(files.map((file) => [file, png])),
    })
    expect((await problemsOf(root))['l.json#1']).toBe(reason)
    const { sources } = await openDataset(root)
    expect(sources.flatMap(({ layout, entries }) => entries.map(({ id }) => [layout, id]))).toEqual(
      name.includes('x.png')
        ? [['coco', 'a.png']]
        : [
            ['coco', 'a.png'],
            ['image-folders', 'images/x.png'],
          ],
    )
  })
  test('the picture beside the label file is meant; of several elsewhere none is', async () => {
    const sure = await folderOf({ 'val.json': coco([image(1, 'a.png')], []), 'a.png': png, 'images/a.png': png })
    expect((await openDataset(sure)).sources[0]?.entries.map(({ id }) => id)).toEqual(['a.png'])
    const unsure = await folderOf({
      'val.json': coco([image(1, 'a.png')], []),
      'images/val/a.png': png,
      'images/a.png': png,
    })
    expect((await problemsOf(unsure))['val.json#1']).toBe(
      'Expected one picture for "a.png" of val.json but it may be images/a.png or images/val/a.png.',
    )
  })
  test('copies meet no file that is there', async () => {
    const root = await folderOf({
      'l.json': coco([image(1, 'a.png'), image(2, 'a.aug1.png')], []),
      'a.png': png,
      'a.aug1.png': png,
    })
    const out = await writeDataset(root, { originals: true })
    expect((await read(out, 'l.json')).images?.map(({ file_name }) => file_name)).toEqual([
      'a.png',
      'a.aug1-2.png',
      'a.aug1.png',
      'a.aug1.aug1.png',
    ])
    expect((await readdir(out)).sort()).toEqual(['a.aug1-2.png', 'a.aug1.aug1.png', 'a.aug1.png', 'a.png', 'l.json'])
  })
  test('a label file whose names all lead nowhere keeps its pictures from class folders', async () => {
    const root = await folderOf({
      'set/l.json': coco([image(1, 'a.jpg')], []),
      'set/images/a.png': png,
      'cat/b.png': png,
    })
    expect(await problemsOf(root)).toEqual({
      'set/l.json#1': 'Expected the picture "a.jpg" beside set/l.json or below its folder but it is not there.',
      'set/images/a.png': 'Expected a row for the picture in set/l.json but none names it; left out.',
    })
  })
})

describe('several files over the same pictures', () => {
  const points = { keypoints: [2, 3, 2, 0, 0, 0], num_keypoints: 1 }
  const files = {
    'annotations/instances_train.json': coco(
      [image(7, 'a.png'), image(8, 'b.png')],
      [box(31, 7), box(32, 7, { bbox: [5, 5, 2, 2] }), box(33, 8)],
    ),
    'annotations/person_keypoints_train.json': coco([image(7, 'a.png')], [box(31, 7, points), box(32, 7, points)], {
      categories: [{ id: 1, name: 'cat', keypoints: ['left_ear', 'right_ear'] }],
    }),
    'annotations/captions_train.json': coco(
      [image(7, 'a.png'), image(8, 'b.png')],
      [
        { id: 31, image_id: 7, caption: 'a cat' },
        { id: 40, image_id: 8, caption: 'another' },
      ],
      { info: { year: 2017 } },
    ),
  }
  test('are one dataset of one picture each, and every file gets its own rows', async () => {
    const root = await folderOf({ ...files, 'images/a.png': png, 'images/b.png': png })
    const { sources } = await openDataset(root)
    expect(sources.map(({ entries }) => entries.map(({ id }) => id))).toEqual([['images/a.png', 'images/b.png']])
    const [source] = sources
    const [first] = source?.entries ?? []
    // The row of id 31 tells of one object in both files; those of id 32 are at different places.
    expect(first && ((await source?.read(first)) as Image).labels.instances).toEqual([
      {
        id: 0,
        label: 'cat',
        box: [1, 2, 3, 4],
        keypoints: [
          { name: 'left_ear', x: 2, y: 3, visibility: 2 },
          { name: 'right_ear', x: 0, y: 0, visibility: 0 },
        ],
      },
      { id: 1, label: 'cat', box: [5, 5, 2, 2] },
      expect.objectContaining({ id: 2, box: [1, 2, 3, 4] }),
    ])
    const moved = (sample: unknown) =>
      withInstances(sample, (instances) => instances.map((one) => ({ ...one, box: [0, 0, 1, 1] })))
    const out = await writeDataset(root, { originals: true, change: moved })
    const rows = async (name: string) =>
      (await read(out, `annotations/${name}_train.json`)).annotations?.map(({ id, image_id, bbox }) => [
        id,
        image_id,
        bbox,
      ])
    const at = [0, 0, 1, 1]
    expect(await rows('instances')).toEqual([
      [31, 7, [1, 2, 3, 4]],
      [32, 7, [5, 5, 2, 2]],
      [41, 9, at],
      [42, 9, at],
      [33, 8, [1, 2, 3, 4]],
      [45, 10, at],
    ])
    expect(await rows('person_keypoints')).toEqual([
      [31, 7, [1, 2, 3, 4]],
      [32, 7, [1, 2, 3, 4]],
      [41, 9, at],
      [43, 9, at],
    ])
    const captions = await read(out, 'annotations/captions_train.json')
    expect(captions.annotations).toEqual([
      { id: 31, image_id: 7, caption: 'a cat' },
      { id: 44, image_id: 9, caption: 'a cat' },
      { id: 40, image_id: 8, caption: 'another' },
      { id: 46, image_id: 10, caption: 'another' },
    ])
    expect(captions.images?.map(({ file_name }) => file_name)).toEqual(['a.png', 'a.aug1.png', 'b.png', 'b.aug1.png'])
  })
  test("a partner's object is in each file that has it, also where that file did not name the picture", async () => {
    const root = await folderOf({ ...files, 'images/a.png': png, 'images/b.png': png })
    const out = await writeDataset(root, {
      change: (sample, entry) =>
        entry.id === 'images/a.png'
          ? sample
          : withInstances(sample, (own) => [
              ...own,
              {
                id: 0,
                source: 'images/a.png',
                box: [4, 4, 1, 1],
                keypoints: [
                  { x: 4, y: 4, visibility: 1 },
                  { x: 0, y: 0, visibility: 0 },
                ],
              },
            ]),
    })
    const { images, annotations } = await read(out, 'annotations/person_keypoints_train.json')
    expect(images?.map(({ id, file_name }) => [id, file_name])).toEqual([
      [9, 'a.aug1.png'],
      [10, 'b.aug1.png'],
    ])
    expect(annotations?.at(-1)).toEqual({
      ...box(46, 10, { bbox: [4, 4, 1, 1] }),
      keypoints: [4, 4, 1, 0, 0, 0],
      num_keypoints: 1,
    })
  })
  test('a picture that two of them put into different splits is refused', async () => {
    const root = await folderOf({
      'l.train.json': coco([image(1, 'a.png'), image(2, 'b.png')], []),
      'l.val.json': coco([image(1, 'b.png')], []),
      'a.png': png,
      'b.png': png,
    })
    expect(await problemsOf(root)).toEqual({
      'b.png': 'Expected b.png in one split but label files name it in train and val.',
    })
  })
  test('files over other pictures stay datasets of their own', async () => {
    const root = await folderOf({
      'x.json': coco([image(1, 'a.png')], []),
      'y.json': coco([image(1, 'b.png')], []),
      'a.png': png,
      'b.png': png,
    })
    expect((await openDataset(root)).sources.map(({ root: at }) => at)).toEqual(['x.json', 'y.json'])
  })
})

describe('rows', () => {
  test('of points without names are recorded, as mirrored sides cannot change places', async () => {
    const rows = [box(1, 1, { keypoints: [1, 2, 2] }), box(2, 1, { keypoints: [3, 4, 2] })]
    const root = await folderOf({ 'l.json': coco([image(1, 'a.png')], rows), 'a.png': png })
    expect(await problemsOf(root)).toEqual({
      'l.json#category 1':
        'Expected names of the keypoints of category 1 in l.json but there are none; left and right do not change places where a picture is mirrored.',
    })
  })
  const one = async (row: object, categories: readonly object[] = cats) =>
    folderOf({ 'l.json': coco([image(1, 'a.png')], [box(5, 1, row)], { categories }), 'a.png': png })
  const named = [{ id: 1, name: 'cat', keypoints: ['nose', 'tail'] }]
  test.each<[string, object, string, object[]?]>([
    ['a box of three', { bbox: [1, 2, 3] }, 'Expected four numbers as bbox of annotation 5 but received 3.'],
    [
      'a text in a box',
      { bbox: ['1', 2, 3, 4] },
      'Expected a list of numbers as bbox of annotation 5 but received ["1",2,3,4].',
    ],
    [
      'a box of a negative side',
      { bbox: [1, 2, -3, 4] },
      'Expected sides of at least 0 in bbox of annotation 5 but received [1, 2, -3, 4].',
    ],
    [
      'a turned box',
      { attributes: { rotation: 30, note: 'x' }, segmentation: [] },
      'Expected an upright bbox of annotation 5 but its attributes turn it by 30 degrees; export it as an outline.',
    ],
    [
      'two points',
      { segmentation: [[1, 1, 2, 2]] },
      'Expected outlines of at least three points, x and y each, in segmentation of annotation 5 but received 4 numbers.',
    ],
    [
      'half a point',
      { segmentation: [[1, 1, 2, 2, 3, 3, 4]] },
      'Expected outlines of at least three points, x and y each, in segmentation of annotation 5 but received 7 numbers.',
    ],
    [
      'an empty outline beside another',
      { segmentation: [[], [1, 1, 2, 2, 3, 1]] },
      'Expected outlines of at least three points, x and y each, in segmentation of annotation 5 but received 0 numbers.',
    ],
    [
      'an outline that is in no list',
      { segmentation: [1, 1, 2, 2, 3, 3] },
      'Expected a list of numbers as segmentation of annotation 5 but received 1.',
    ],
    [
      'a text as outline',
      { segmentation: 'a.png' },
      'Expected outlines or a run-length mask as segmentation of annotation 5 but received "a.png".',
    ],
    [
      'a mask of another size',
      { segmentation: { size: [12, 10], counts: [120] } },
      'Expected the mask of annotation 5 to be 10x12 like its picture but it is 12x10.',
    ],
    [
      'a third of a point',
      { keypoints: [1, 2, 2, 3] },
      'Expected three numbers for each point, x, y and visibility, as keypoints of annotation 5 but received 4.',
    ],
    [
      'another visibility',
      { keypoints: [1, 2, 3] },
      'Expected 0, 1 or 2 as visibility of point 1 of annotation 5 but received 3.',
    ],
    [
      'fewer points than names',
      { keypoints: [1, 2, 2] },
      'Expected 2 keypoints, as its category names, for annotation 5 but received 1.',
      named,
    ],
  ])('with %s are refused', async (_, row, said, categories) => {
    const [source] = (await openDataset(await one(row, categories))).sources
    const [entry] = source?.entries ?? []
    await expect(entry && source?.read(entry)).rejects.toThrow(said)
  })
  test.each([
    { bbox: null },
    { attributes: { rotation: 0 } },
    { bbox: undefined, keypoints: [0, 0, 0, 1, 2, 2] },
    { segmentation: null },
    { segmentation: [] },
    { segmentation: [[]] },
    { bbox: [], segmentation: [[1, 1, 5, 1, 1, 5]], area: null },
    { keypoints: [], num_keypoints: 0, area: 12.5 },
    { segmentation: { size: [10, 12], counts: [120] }, iscrowd: 1 },
    { segmentation: { size: [10, 12], counts: [7, 5, 108] }, iscrowd: 1, area: 5 },
  ])('with %j come back as they are', async (row) => {
    const { annotations } = await read(await writeDataset(await one(row)), 'l.json')
    expect(annotations).toEqual([JSON.parse(JSON.stringify(box(6, 2, row)))])
  })
  test('nested 5000 deep come back as they are, and outlines nested so deep are refused', async () => {
    const deep = '['.repeat(5000) + ']'.repeat(5000)
    const text = coco([image(1, 'a.png')], [box(5, 1, { mine: 'DEEP' })])
    const root = await folderOf({ 'l.json': text.replace('"DEEP"', deep), 'a.png': png })
    expect(await readText(await writeDataset(root), 'l.json')).toContain(`"mine":${deep}`)
    const other = text.replace('"mine":"DEEP"', `"segmentation":[${deep.replace('[]', '[1]')}]`)
    const [source] = (await openDataset(await folderOf({ 'l.json': other, 'a.png': png }))).sources
    const [entry] = source?.entries ?? []
    await expect(entry && source?.read(entry)).rejects.toThrow(
      'Expected a list of numbers as segmentation of annotation 5',
    )
  })
  test('areas are those of the instance, where the row had one', async () => {
    const rows = [box(1, 1, { area: 7.5 }), box(2, 1), box(3, 1, { area: 9 })]
    const root = await folderOf({ 'l.json': coco([image(1, 'a.png')], rows), 'a.png': png })
    const [source] = (await openDataset(root)).sources
    const [entry] = source?.entries ?? []
    const areas = entry && ((await source?.read(entry)) as Image).labels.instances?.map(({ area }) => area)
    expect(areas).toEqual([7.5, undefined, 9])
    const out = await writeDataset(root, {
      change: (sample) =>
        withInstances(sample, (instances) =>
          instances.map(({ area: _area, ...one }, index) => (index === 2 ? one : { ...one, area: 30 + index })),
        ),
    })
    const { annotations } = await read(out, 'l.json')
    expect(annotations?.map((row) => row.area)).toEqual([30, undefined, undefined])
  })
  test('lose what their object has lost', async () => {
    const rows = [
      box(1, 1, { segmentation: [[1, 1, 5, 1, 1, 5]], keypoints: [1, 2, 2], num_keypoints: 1 }),
      box(2, 1, { segmentation: { size: [10, 12], counts: 'h3' } }),
    ]
    const root = await folderOf({ 'l.json': coco([image(1, 'a.png')], rows), 'a.png': png })
    const mask = { width: 12, height: 10, data: new Uint8Array(120).fill(1, 13, 15) }
    const out = await writeDataset(root, {
      change: (sample) =>
        withInstances(sample, () => [{ id: 0, polygons: [[2, 3, 6, 3, 2, 8]] }, { id: 1, mask }, { id: 0 }]),
    })
    const { annotations } = await read(out, 'l.json')
    expect(annotations).toEqual([
      box(3, 2, { bbox: [2, 3, 4, 5], segmentation: [[2, 3, 6, 3, 2, 8]], keypoints: [], num_keypoints: 0 }),
      box(4, 2, { bbox: [1, 1, 2, 1], segmentation: { size: [10, 12], counts: expect.any(String) } }),
      { id: 5, image_id: 2, category_id: 1, segmentation: [], keypoints: [], num_keypoints: 0 },
    ])
  })
  test('that are laid out over lines come back on one, and fields stay in their order', async () => {
    const document = {
      info: { note: 'two\nlines' },
      images: [image(1, 'a.png', { by: ['me'] })],
      annotations: [box(5, 1)],
      categories: cats,
      more: [1],
    }
    const root = await folderOf({ 'l.json': JSON.stringify(document, undefined, 2), 'a.png': png })
    const written = await readText(await writeDataset(root), 'l.json')
    expect(Object.keys(JSON.parse(written) as object)).toEqual(['info', 'images', 'annotations', 'categories', 'more'])
    expect(written).toContain('\n{"id":6,"image_id":2,"category_id":1,"bbox":[ 1, 2, 3, 4 ]}\n')
  })
})

test('objects of partners are written with their own rows, again and again, and unknown ones are refused', async () => {
  const categories = [
    { id: 1, name: 'cat' },
    { id: 2, name: 'dog' },
  ]
  const rows = [
    box(1, 1, { mine: 'a' }),
    box(2, 2, { category_id: 2, mine: 'b' }),
    box(3, 2, { category_id: 2, mine: 'c' }),
  ]
  const root = await folderOf({
    'l.json': coco([image(1, 'a.png'), image(2, 'b.png')], rows, { categories }),
    'a.png': png,
    'b.png': png,
  })
  const partner = (id: number, source: string): Instance => ({ id, source, box: [0, 0, 2, 2] })
  const out = await writeDataset(root, {
    originals: true,
    change: (sample, { id }) =>
      id === 'b.png'
        ? sample
        : withInstances(sample, (own) => [partner(1, 'b.png'), ...own, partner(0, 'b.png'), partner(1, 'b.png')]),
  })
  const { annotations } = await read(out, 'l.json')
  expect(annotations?.map((row) => [row.id, row.image_id, row.category_id, row.mine])).toEqual([
    [1, 1, 1, 'a'],
    [4, 3, 2, 'c'],
    [5, 3, 1, 'a'],
    [6, 3, 2, 'b'],
    [7, 3, 2, 'c'],
    [2, 2, 2, 'b'],
    [3, 2, 2, 'c'],
    [8, 4, 2, 'b'],
    [9, 4, 2, 'c'],
  ])
  const wrong = (instance: Instance) =>
    writeDataset(root, { change: (sample) => withInstances(sample, () => [instance]) })
  await expect(wrong(partner(5, 'b.png'))).rejects.toThrow('Expected instance 5 among the annotations of b.png.')
  await expect(wrong(partner(0, 'z.png'))).rejects.toThrow('Expected a picture of l.json but received z.png.')
})
