import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encodeRle, polygonsToMask, type Image } from '@variegate/image'
import { encodeImage, readImage } from '@variegate/image/node'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { formatRecord, parseCsv } from '../files/csv.js'
import { copyName, splitOf } from '../files/names.js'
import { timeFormatOf } from '../files/time-format.js'
import { openDataset, type Row } from './index.js'
import { emptyFolder, folderOf } from '../../test/folders.js'

/** Read every sample and write it as it is, as copy 1; gives the folder written to. */
async function copyAll(root: string): Promise<string> {
  const output = await emptyFolder()
  for (const source of (await openDataset(root)).sources) {
    const rows: Row[] = []
    for (const entry of source.entries)
      rows.push(...(await source.write(entry, 1, await source.read(entry), { folder: output })).rows)
    await source.join(
      async function* () {
        yield* rows
      },
      { folder: output },
    )
  }
  return output
}
const text = async (...path: string[]) => readFile(join(...path), 'utf8')
const png = (width: number, height: number) =>
  encodeImage(
    { width, height, channels: 4, data: new Uint8ClampedArray(width * height * 4).fill(99), layout: 'rgb' },
    { format: 'png' },
  )

describe('text', () => {
  test('JSONL keeps fields and their order, counts code points, and numbers ids', async () => {
    const root = await folderOf({
      't.jsonl':
        '\uFEFF{"id": 4, "source": {"page": 2}, "text": "😀 Ada met Bob", "label": 1, "spans": [{"start": 2, "end": 5, "label": "p", "by": "me"}]}\r\n\n{"id": "b", "text": "x"}\n{"text": "no id"}',
    })
    const {
      sources: [source],
    } = await openDataset(root)
    expect(source?.entries.map(({ id }) => id)).toEqual(['t.jsonl#4', 't.jsonl#b', 't.jsonl:4'])
    const [first] = source?.entries ?? []
    expect(first && (await source?.read(first))).toMatchObject({
      text: '😀 Ada met Bob',
      labels: { label: '1', spans: [{ start: 3, end: 6, label: 'p' }] },
    })
    expect((await text(await copyAll(root), 't.jsonl')).split('\n')).toEqual([
      '{"id":5,"source":{"page":2},"text":"😀 Ada met Bob","label":1,"spans":[{"start":2,"end":5,"label":"p","by":"me"}]}',
      '{"id":"b.aug1","text":"x"}',
      '{"text":"no id"}',
      '',
    ])
  })
  test('CSV keeps quotes, line breaks in cells, delimiters and line ends', async () => {
    const root = await folderOf({ 't.csv': 'id;text;label;note\r\na;"one; ""two""\r\nthree";x;1.50\r\nb;plain;y;\r\n' })
    expect(await text(await copyAll(root), 't.csv')).toBe(
      'id;text;label;note\r\na.aug1;"one; ""two""\r\nthree";x;1.50\r\nb.aug1;plain;y;\r\n',
    )
  })
})

describe('series', () => {
  test('one series a file comes back byte for byte, gaps, dates and intervals included', async () => {
    const files = {
      'a/x.csv':
        'date,temp,count,sky\n2020-01-01 00:00,1.50,3,sun\n2020-01-01 01:00,,4,rain\n2020-01-01 02:30,NaN,5,sun\n',
      'a/y.csv': 't,v\n0,1e3\n0.5,2\n',
      'a/intervals.csv': 'file,start,end,label,who\nx.csv,2020-01-01 01:00,2020-01-01 02:00,wet,me\n',
      'README.md': 'hello',
    }
    const root = await folderOf(files)
    const { sources, ignored } = await openDataset(root)
    expect(sources.map(({ layout, root: at }) => [layout, at])).toEqual([['series-files', 'a']])
    expect(ignored.map(({ id }) => id)).toEqual(['README.md'])
    const out = await copyAll(root)
    expect(await text(out, 'a/x.aug1.csv')).toBe(files['a/x.csv'])
    expect(await text(out, 'a/y.aug1.csv')).toBe(files['a/y.csv'])
    expect(await text(out, 'a/intervals.csv')).toBe(files['a/intervals.csv'].replace('x.csv', 'x.aug1.csv'))
  })
  test('long form keeps rows of one id together and numbers the copies', async () => {
    const root = await folderOf({
      'l.csv': 'id,label,t,x\n7,run,0,1\n7,run,1,2\n9,sit,0,5\n',
      'l.intervals.csv': 'id,start,end,label\n9,0,1,odd\n',
    })
    const out = await copyAll(root)
    expect(await text(out, 'l.csv')).toBe('id,label,t,x\n10,run,0,1\n10,run,1,2\n11,sit,0,5\n')
    expect(await text(out, 'l.intervals.csv')).toBe('id,start,end,label\n11,0,1,odd\n')
  })
  test.each([
    ['2014-04-10', 1397088000, '2014-04-10'],
    ['2014-04-10 16:15:00.500000', 1397146500.5, '2014-04-10 16:15:00.500000'],
    ['2014-04-10T16:15Z', 1397146500, '2014-04-10T16:15Z'],
    ['2014-04-10T18:15:00+02:00', 1397146500, '2014-04-10T18:15:00+02:00'],
    ['12.5', 12.5, '12.5'],
  ])('the time %s is %d s, and is written the same way', (written, seconds, again) => {
    const format = timeFormatOf(written)
    expect(format?.parse(written)).toBe(seconds)
    expect(format?.format(seconds)).toBe(again)
  })
  test('a day that is none is no time', () => expect(timeFormatOf('2014-02-31')?.parse('2014-02-31')).toBeUndefined())
})

describe('pictures', () => {
  test('class folders name the class, splits do not, and a turned photograph is read upright', async () => {
    const turned = await sharp({ create: { width: 6, height: 4, channels: 3, background: '#123' } })
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const root = await folderOf({
      'train/cat/a.jpg': turned,
      'test/dog/b.png': await png(3, 2),
      'c.png': await png(1, 1),
    })
    const {
      sources: [source],
    } = await openDataset(root)
    const read = await Promise.all(
      (source?.entries ?? []).map(async (entry) => [entry.id, entry.split, await source?.read(entry)] as const),
    )
    expect(
      read.map(([id, split, sample]) => [id, split, (sample as Image).labels.label, (sample as Image).width]),
    ).toEqual([
      ['c.png', '', undefined, 1],
      ['test/dog/b.png', 'test', 'dog', 3],
      ['train/cat/a.jpg', 'train', 'cat', 4],
    ])
  })
  test('every format comes back in its own, at its own depth, and the first page of several', async () => {
    const size = { width: 3, height: 2 }
    const deep = new Uint16Array([0, 1, 256, 999, 40000, 65535])
    const real = new Float32Array([-2.5, 0, 0.25, 1, 1e6, -0.125])
    const flat = (background: string) => sharp({ create: { ...size, channels: 3, background } })
    const pages = await Promise.all(['#123456', '#ffffff'].map((colour) => flat(colour).png().toBuffer()))
    const several = sharp(pages, { join: { animated: true } })
    const root = await folderOf({
      'deep.png': await encodeImage({ ...size, channels: 1, data: deep }, { format: 'png' }),
      'deep.TIF': await encodeImage({ ...size, channels: 1, data: deep }, { format: 'tiff' }),
      'real.tiff': await encodeImage({ ...size, channels: 1, data: real }, { format: 'tiff' }),
      'pages.tiff': await several.clone().tiff({ compression: 'lzw' }).toBuffer(),
      'moving.gif': await several.clone().gif().toBuffer(),
      'small.avif': await flat('#808080').avif().toBuffer(),
    })
    const out = await copyAll(root)
    const about = async (name: string) => {
      const { format, depth, channels, pages: count = 1, width, height } = await sharp(join(out, name)).metadata()
      return [format, depth, channels, count, width, height]
    }
    expect(await about('deep.aug1.png')).toEqual(['png', 'ushort', 1, 1, 3, 2])
    expect(await about('deep.aug1.TIF')).toEqual(['tiff', 'ushort', 1, 1, 3, 2])
    expect(await about('real.aug1.tiff')).toEqual(['tiff', 'float', 1, 1, 3, 2])
    expect(await about('pages.aug1.tiff')).toEqual(['tiff', 'uchar', 3, 1, 3, 2])
    expect(await about('moving.aug1.gif')).toEqual(['gif', 'uchar', 4, 1, 3, 2])
    expect(await about('small.aug1.avif')).toEqual(['heif', 'uchar', 3, 1, 3, 2])
    expect((await readImage(await readFile(join(out, 'deep.aug1.png')))).data).toEqual(deep)
    expect((await readImage(await readFile(join(out, 'deep.aug1.TIF')))).data).toEqual(deep)
    expect((await readImage(await readFile(join(out, 'real.aug1.tiff')))).data).toEqual(real)
    expect(Array.from((await readImage(await readFile(join(out, 'pages.aug1.tiff')))).data).slice(0, 3)).toEqual([
      18, 52, 86,
    ])
  })
  test('COCO comes back with polygons, both kinds of run-length masks, keypoints and fields of its own', async () => {
    const mask = polygonsToMask([[2, 2, 9, 2, 9, 7, 2, 7]], 12, 10)
    const document = {
      info: { year: 2024 },
      images: [{ id: 5, file_name: 'a.png', width: 12, height: 10, licence: 3 }],
      annotations: [
        {
          id: 11,
          image_id: 5,
          category_id: 1,
          bbox: [1, 1, 4, 4],
          area: 16,
          iscrowd: 0,
          segmentation: [[1, 1, 5, 1, 5, 5, 1, 5]],
          keypoints: [2, 3, 2, 0, 0, 0],
          num_keypoints: 1,
          note: 'mine',
        },
        {
          id: 12,
          image_id: 5,
          category_id: 2,
          bbox: [2, 2, 7, 5],
          area: 35,
          iscrowd: 1,
          segmentation: encodeRle(mask, false),
        },
        {
          id: 13,
          image_id: 5,
          category_id: 2,
          bbox: [2, 2, 7, 5],
          area: 35,
          iscrowd: 1,
          segmentation: encodeRle(mask, true),
        },
      ],
      categories: [
        { id: 1, name: 'cat', keypoints: ['nose', 'tail'] },
        { id: 2, name: 'sky' },
      ],
    }
    const root = await folderOf({ 'labels.json': JSON.stringify(document), 'images/a.png': await png(12, 10) })
    const out = await copyAll(root)
    const [image] = document.images
    expect(JSON.parse(await text(out, 'labels.json'))).toEqual({
      ...document,
      images: [{ ...image, id: 6, file_name: 'a.aug1.png' }],
      annotations: document.annotations.map((row, index) => ({ ...row, id: 14 + index, image_id: 6 })),
    })
  })
  test('a known mask has the run lengths that pycocotools gives', () => {
    // pycocotools: encode(asfortranarray(mask)) of the 12x10 mask above.
    const mask = polygonsToMask([[2, 2, 9, 2, 9, 7, 2, 7]], 12, 10)
    expect(encodeRle(mask, false).counts).toEqual([22, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 33])
    expect(encodeRle(mask, true).counts).toBe('f05500000000000l0')
  })
})

test('copies are named after what they copy', () => {
  expect([
    copyName('cats/001.jpg', 2),
    copyName('a.b/c', 1),
    copyName('x.tar.gz', 3),
    copyName('cats/001.jpg', 0),
  ]).toEqual(['cats/001.aug2.jpg', 'a.b/c.aug1', 'x.tar.aug3.gz', 'cats/001.jpg'])
  expect([splitOf('train/cat/1.jpg'), splitOf('sst2.val.jsonl'), splitOf('cat/1.jpg')]).toEqual(['train', 'val', ''])
})

test('any cells survive the trip through CSV', () => {
  const style = { delimiter: ',', newline: '\n' }
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', ' ', 'é', '😀') }), {
        minLength: 2,
        maxLength: 5,
      }),
      (cells) => {
        expect(parseCsv(formatRecord(cells, style), style, 't.csv').records.map((record) => record.cells)).toEqual([
          cells,
        ])
      },
    ),
  )
})
