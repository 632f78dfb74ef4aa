import { join } from 'node:path'
import { writeWav } from '@variegate/audio'
import { encodeImage } from '@variegate/image/node'
import { describe, expect, test } from 'vitest'
import { openDataset } from './index.js'
import { folderOf } from '../../test/folders.js'

type Files = Readonly<Record<string, string | Uint8Array>>

/** What is found, sentence by sentence; nothing where the dataset opens. */
async function found(files: Files): Promise<string[]> {
  try {
    await openDataset(await folderOf(files))
    return []
  } catch (error) {
    const lines = (error instanceof Error ? error.message : '').split('\n').filter((line) => line.startsWith('  - '))
    if (lines.length === 0) throw error
    return lines.map((line) => line.slice(4))
  }
}

/** A picture of many greys, or of the values given. */
const picture = (width: number, height: number, values?: readonly number[]) => {
  const data = Uint8ClampedArray.from({ length: width * height }, (_, index) =>
    values === undefined ? (index * 37 + (index >> 3) * 11) % 251 : (values[(index >> 4) % values.length] ?? 0),
  )
  return encodeImage({ width, height, channels: 1, data }, { format: 'png' })
}
const photo = (width = 24, height = 16) => picture(width, height)
const mask = (width = 24, height = 16) => picture(width, height, [0, 1, 2])
const sound = (length = 400) =>
  writeWav({ sampleRate: 8000, channels: [new Float32Array(length).fill(0.1)], labels: {} })
const each = async (names: readonly string[], make: (name: string) => Promise<Uint8Array> | Uint8Array) =>
  Object.fromEntries(await Promise.all(names.map(async (name) => [name, await make(name)] as const)))
const numbered = (before: string, count: number, after: string): string[] =>
  Array.from({ length: count }, (_, index) => `${before}${index}${after}`)

describe('pictures and their labels as pictures', () => {
  test('masks are told by their values, whatever their folder is called', async () => {
    const files = {
      ...(await each(numbered('x/', 6, '.png'), () => photo())),
      ...(await each(numbered('y/', 6, '.png'), () => mask())),
    }
    expect(await found(files)).toEqual([
      'x/ and y/ share 6 of 6 names (x/0.png and y/0.png); the ones looked at are of the same size and those in y/ have at most 64 colours; they look like samples and their masks or other labels, not like two classes.',
    ])
  })
  test('masks are told by their folder and names, with words of their own, below splits', async () => {
    const files = {
      ...(await each(numbered('images/train/img_', 3, '.png'), () => photo())),
      ...(await each(numbered('masks/train/mask_', 3, '.png'), () => photo())),
    }
    expect(await found(files)).toEqual([
      'images/train/ and masks/train/ share 3 of 3 names (images/train/img_0.png and masks/train/mask_0.png); the ones looked at are of the same size; they look like samples and their masks or other labels, not like two classes.',
    ])
  })
  test('masks are told by their names beside the pictures', async () => {
    const files = {
      ...(await each(numbered('', 3, '.png'), () => photo())),
      ...(await each(numbered('', 3, '_mask.png'), () => mask())),
    }
    expect(await found(files)).toEqual([
      '3 files in the dataset are named after another (0_mask.png after 0.png) and are of the same size; they look like masks or other labels of the pictures, not like samples.',
    ])
  })
  test('masks are told by words at either end of their names, beside pictures with words of their own', async () => {
    const files = {
      ...(await each([...numbered('x/', 3, '_sat.jpg'), ...numbered('y/img_', 3, '.png')], () => photo())),
      ...(await each([...numbered('x/', 3, '_mask.png'), ...numbered('y/mask_', 3, '.png')], () => mask())),
    }
    expect(await found(files)).toEqual([
      '3 files in x/ are named after another (0_mask.png after 0_sat.jpg) and are of the same size; they look like masks or other labels of the pictures, not like samples.',
      '3 files in y/ are named after another (mask_0.png after img_0.png) and are of the same size; they look like masks or other labels of the pictures, not like samples.',
    ])
  })
  test('pairs of pictures are told by sizes that agree one by one', async () => {
    const size = (name: string): [number, number] => [10 + Number(/\d/.exec(name)?.[0]), 20]
    const files = await each([...numbered('low/', 5, '.png'), ...numbered('high/', 5, '.png')], (name) =>
      photo(...size(name)),
    )
    expect(await found(files)).toEqual([
      'high/ and low/ share 5 of 5 names (high/0.png and low/0.png); the ones looked at are of the same size; they look like samples and their counterparts, not like two classes.',
    ])
  })
  test('folders called images and labels are told by their names alone', async () => {
    expect(await found({ 'images/a.png': await photo(), 'labels/x.png': await photo() })).toEqual([
      'The folders images/ and labels/ look by their names like samples and their labels, not like two classes.',
    ])
  })
  test('classes that count their pictures alike, of one size, are classes', async () => {
    const names = ['cat', 'dog', 'labels_of_jars', 'with_mask'].flatMap((name) => numbered(`${name}/`, 6, '.png'))
    expect(await found(await each(names, () => photo()))).toEqual([])
    expect(await found(await each(numbered('a/', 5, '.png').concat(numbered('b/', 5, '.png')), () => mask()))).toEqual(
      [],
    )
  })
  test('two folders with the same names, which are no numbers, are pairs', async () => {
    const names = ['anna', 'ben', 'cleo'].flatMap((name) => [`images/${name}.png`, `thumbs/${name}.png`])
    expect(await found(await each(names, (name) => photo(name.startsWith('i') ? 20 : 10)))).toEqual([
      'images/ and thumbs/ share 3 of 3 names (images/anna.png and thumbs/anna.png); they look like samples and their counterparts, not like two classes.',
    ])
  })
  test('classes that count their pictures alike are classes once copies were made of these', async () => {
    const copies = ['', '.aug1', '.aug2'].flatMap((copy) => numbered('cat/img_', 3, `${copy}.png`))
    const names = [...copies, ...copies.map((name) => name.replace('cat', 'dog'))]
    expect(await found(await each(names, () => photo()))).toEqual([])
  })
  test('sounds of one length whose speakers said several words are classes', async () => {
    const speakers = ['0a7c', '0b40', '0c5d', '1b4c', '1ecf', '2aca'].map((name) => `${name}_nohash_0.wav`)
    const names = ['up', 'down'].flatMap((word, index) => speakers.slice(index).map((name) => `${word}/${name}`))
    expect(await found(await each(names, () => sound()))).toEqual([])
  })
  test('noisy and clean speech is told by lengths that agree one by one', async () => {
    const names = ['noisy', 'clean'].flatMap((kind) => numbered(`${kind}/p`, 5, '.wav'))
    expect(await found(await each(names, (name) => sound(400 + Number(/\d/.exec(name)?.[0]))))).toEqual([
      'clean/ and noisy/ share 5 of 5 names (clean/p0.wav and noisy/p0.wav); the ones looked at are of the same size; they look like samples and their counterparts, not like two classes.',
    ])
  })
  test('one picture that is called a mask is a picture', async () => {
    expect(await found({ 'woman.png': await photo(), 'woman_mask.png': await photo(30, 30) })).toEqual([])
  })
  test('a class called labels with pictures of its own is a class', async () => {
    expect(await found({ 'jars/a.png': await photo(), 'labels/x.png': await photo() })).toEqual([])
  })
})

describe('files of labels that no layout reads', () => {
  test.each([
    [
      'YOLO',
      { 'labels/a.txt': '0 0.5 0.5 0.25 0.25\n', 'data.yaml': 'names: [cat]\n', 'classes.txt': 'cat\n' },
      [
        'classes.txt belongs to no layout; it looks like a list of classes.',
        'data.yaml belongs to no layout; it looks like the description of a YOLO dataset.',
        '1 file .txt shares its name with a sample (labels/a.txt with images/a.png) and looks like YOLO labels.',
      ],
    ],
    [
      'Pascal VOC',
      { 'Annotations/a.xml': '<annotation><object/></annotation>' },
      [
        '1 file .xml shares its name with a sample (Annotations/a.xml with images/a.png) and looks like Pascal VOC labels.',
      ],
    ],
    [
      'Hugging Face JSON lines',
      { 'images/metadata.jsonl': '{"file_name": "a.png", "text": "a cat"}\n' },
      [
        'images/metadata.jsonl would be read as samples of its own (text-jsonl) and names samples ("a.png"); it looks like Hugging Face metadata.',
      ],
    ],
    [
      'Hugging Face CSV',
      { 'metadata.csv': 'file_name,label\nimages/a.png,cat\n' },
      [
        'metadata.csv belongs to no layout and names samples ("images/a.png") (columns file_name, label); it looks like Hugging Face metadata.',
      ],
    ],
    [
      'captions in a table',
      { 'captions.csv': 'image;text\na.png;a cat\n' },
      [
        'captions.csv would be read as samples of its own (text-csv) and names samples ("a.png") (columns image, text).',
      ],
    ],
    [
      'a list of files',
      { 'split.txt': 'images\\a.png 3\n' },
      ['split.txt belongs to no layout and names samples ("images\\a.png").'],
    ],
    [
      'a table of numbered pictures',
      { 'images/1.png': new Uint8Array(), 'images/2.png': new Uint8Array(), 'trainLabels.csv': 'id,label\n1,5\n2,7\n' },
      ['trainLabels.csv belongs to no layout (columns id, label).'],
    ],
    ['JSON of any kind', { 'state.json': '{}' }, ['state.json belongs to no layout.']],
  ])('%s', async (_, files, sentences) =>
    expect(await found({ 'images/a.png': await photo(), ...files })).toEqual(sentences),
  )
  test.each([
    ['TextGrid', 'a Praat TextGrid'],
    ['lab', 'phone or beat labels'],
    ['rttm', 'speaker turns (RTTM)'],
  ])('sound beside .%s', async (ending, kind) =>
    expect(await found({ 'talk/a.wav': sound(), [`talk/a.${ending}`]: 'x' })).toEqual([
      `1 file .${ending.toLowerCase()} shares its name with a sample (talk/a.${ending} with talk/a.wav) and looks like ${kind}.`,
    ]),
  )
  test('film beside subtitles and a table of its own', async () =>
    expect(await found({ 'a.mp4': 'film', 'a.en.srt': '1\n', 'a.csv': 't,x\n0,1\n' })).toEqual([
      '1 file .srt shares its name with a sample (a.en.srt with a.mp4) and looks like subtitles.',
      '1 file .csv shares its name with a sample (a.csv with a.mp4).',
    ]))
  test('series beside windows of anomalies', async () =>
    expect(await found({ 'real/a.csv': 't,x\n0,1\n', 'labels.json': '{\n"real/a.csv": [[0, 1]]\n}' })).toEqual([
      'labels.json belongs to no layout and names samples ("real/a.csv").',
    ]))
  test('a COCO file that names no picture that is there', async () => {
    const coco = JSON.stringify({ images: [{ id: 1, file_name: 'z.png' }], annotations: [], categories: [] })
    expect(await found({ 'cat/a.png': await photo(), 'instances.json': coco })).toEqual([
      'instances.json names nothing that is there (Expected the picture "z.png" beside instances.json or below its folder but it is not there), and 1 file of image would be read as a class of its folder (cat/a.png).',
    ])
  })
  test('paperwork stops nothing', async () =>
    expect(
      await found({
        'cat/a.png': await photo(),
        'README.md': 'a.png is a cat',
        LICENSE: 'free',
        'Thumbs.db': 'x',
        'cat/.DS_Store': 'x',
        'SHA256SUMS.txt': 'ff  cat/a.png\n',
        'a.md5': 'ff',
        'notes.txt': 'Taken in June.\n',
        'make.py': 'print()',
      }),
    ).toEqual([]))
})

describe('going on', () => {
  const files = async () => ({ 'a.png': await photo(), 'a.txt': '0 0.5 0.5 0.1 0.1\n' })
  test('the error says what to do', async () => {
    const root = await folderOf(await files())
    await expect(openDataset(root)).rejects.toThrow(
      `Expected to recognise all labels in "${root}" but some would be lost or read wrongly:
  - 1 file .txt shares its name with a sample (a.txt with a.png) and looks like YOLO labels.
Move these files out of the dataset, say how to read it with --layout, or go on without their labels with --ignore-unrecognised.`,
    )
  })
  test.each([[{ unrecognized: 'tell' as const }], [{ layout: 'image-folders' }]])(
    '%j goes on and tells',
    async (how) => {
      const { notes, sources } = await openDataset(await folderOf(await files()), how)
      expect(sources.map(({ layout }) => layout)).toEqual(['image-folders'])
      expect(notes).toEqual([
        '1 file .txt shares its name with a sample (a.txt with a.png) and looks like YOLO labels.',
      ])
    },
  )
  test('the policy beside the data is none of it', async () => {
    const root = await folderOf({ 'a.png': await photo(), 'policy.json': '{}' })
    expect((await openDataset(root, { except: [join(root, 'policy.json')] })).ignored).toEqual([])
  })
})
