import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeWav, type Clip } from '@variegate/audio'
import type { Image } from '@variegate/image'
import { encodeImage } from '@variegate/image/node'
import type { ClassLabel } from '@variegate/core'
import { describe, expect, test } from 'vitest'
import { openDataset, type OpenOptions, type Row, type Source } from './index.js'
import { emptyFolder, folderOf } from '../../test/folders.js'

const png = () =>
  encodeImage(
    { width: 3, height: 2, channels: 4, data: new Uint8ClampedArray(24).fill(99), layout: 'rgb' },
    { format: 'png' },
  )
const wav = () => writeWav({ sampleRate: 8000, channels: [new Float32Array(40)], labels: {} })

type Labelled = Image | Clip

/** Write every sample's original and one copy, with the labels that `relabel` gives; tells the folder and what was written. */
async function write(root: string, relabel: (id: string) => ClassLabel | undefined, options: OpenOptions = {}) {
  const output = await emptyFolder()
  const names: string[] = []
  for (const source of (await openDataset(root, options)).sources) {
    const rows: Row[] = []
    for (const entry of source.entries) {
      const sample = (await source.read(entry)) as Labelled
      const label = relabel(entry.id) ?? sample.labels.label
      const labels = label === undefined ? sample.labels : { ...sample.labels, label }
      for (const written of [
        await source.writeOriginal(entry, { folder: output }),
        await source.write(entry, 1, { ...sample, labels }, { folder: output }),
      ]) {
        names.push(written.output)
        rows.push(...written.rows)
      }
    }
    await source.join(
      async function* () {
        yield* rows
      },
      { folder: output },
    )
  }
  return { output, names }
}
const labelsOf = async (source: Source | undefined) =>
  Promise.all(
    (source?.entries ?? []).map(async (entry) => [entry.id, ((await source?.read(entry)) as Labelled).labels.label]),
  )

describe('mixed classes', () => {
  test('stand in labels.jsonl beside the pictures, and are read back', async () => {
    const root = await folderOf({ 'cat/a.png': await png(), 'dog/b.png': await png(), 'dog/c.png': await png() })
    const mixed: Record<string, ClassLabel> = {
      'cat/a.png': { cat: 0.25, dog: 0.75 },
      'dog/b.png': 'cat',
      'dog/c.png': { dog: 1, cat: 0 },
    }
    const { output } = await write(root, (id) => mixed[id])
    expect(await readFile(join(output, 'labels.jsonl'), 'utf8')).toBe(
      '{"file":"cat/a.aug1.png","label":{"cat":0.25,"dog":0.75}}\n{"file":"dog/b.aug1.png","label":"cat"}\n',
    )
    const { sources } = await openDataset(output)
    expect(sources.map(({ layout }) => layout)).toEqual(['image-folders'])
    expect(await labelsOf(sources[0])).toEqual([
      ['cat/a.aug1.png', { cat: 0.25, dog: 0.75 }],
      ['cat/a.png', 'cat'],
      ['dog/b.aug1.png', 'cat'],
      ['dog/b.png', 'dog'],
      ['dog/c.aug1.png', 'dog'],
      ['dog/c.png', 'dog'],
    ])
    const { output: again } = await write(output, () => undefined)
    expect((await readFile(join(again, 'labels.jsonl'), 'utf8')).split('\n').slice(0, 2)).toEqual([
      '{"file":"cat/a.aug1.png","label":{"cat":0.25,"dog":0.75}}',
      '{"file":"cat/a.aug1.aug1.png","label":{"cat":0.25,"dog":0.75}}',
    ])
  })
  test('of pictures and sounds in one folder stand in files of their own', async () => {
    const root = await folderOf({ 'x/a.png': await png(), 'y/a.wav': wav() })
    const { output } = await write(root, () => ({ x: 0.5, y: 0.5 }))
    expect((await readdir(output)).sort()).toEqual(['labels.audio.jsonl', 'labels.jsonl', 'x', 'y'])
    expect(await readFile(join(output, 'labels.audio.jsonl'), 'utf8')).toBe(
      '{"file":"y/a.aug1.wav","label":{"x":0.5,"y":0.5}}\n',
    )
    const { sources, ignored } = await openDataset(output)
    expect([await labelsOf(sources[0]), await labelsOf(sources[1]), ignored]).toEqual([
      [
        ['y/a.aug1.wav', { x: 0.5, y: 0.5 }],
        ['y/a.wav', 'y'],
      ],
      [
        ['x/a.aug1.png', { x: 0.5, y: 0.5 }],
        ['x/a.png', 'x'],
      ],
      [],
    ])
  })
  test('a table of shares below the dataset is about the files of its folder', async () => {
    const root = await folderOf({
      'one/cat/a.png': await png(),
      'one/labels.jsonl': '{"file": "cat/a.png", "label": {"cat": 0.5, "dog": 0.5}}\n',
      'two/cat/b.png': await png(),
    })
    const { sources } = await openDataset(root)
    expect(sources.map((source) => [source.root, source.entries.map(({ id }) => id)])).toEqual([
      ['one', ['one/cat/a.png']],
      ['', ['two/cat/b.png']],
    ])
    expect(await labelsOf(sources[0])).toEqual([['one/cat/a.png', { cat: 0.5, dog: 0.5 }]])
  })
  test('never take the name of a file that the dataset has', async () => {
    const root = await folderOf({ 'cat/a.png': await png(), 'labels.jsonl': '{"text": "not ours"}\n' })
    const { output } = await write(root, (id) => (id === 'cat/a.png' ? { cat: 0.5, dog: 0.5 } : undefined))
    expect(await readFile(join(output, 'labels.image.jsonl'), 'utf8')).toBe(
      '{"file":"cat/a.aug1.png","label":{"cat":0.5,"dog":0.5}}\n',
    )
  })
  test('are refused where that is asked for', async () => {
    const root = await folderOf({ 'cat/a.png': await png() })
    await expect(write(root, () => ({ cat: 0.26, dog: 0.74 }), { mixedClasses: 'refuse' })).rejects.toThrow(
      'Expected one class, as mixed ones are refused, but the policy mixed several (dog 74 %, cat 26 %); --mixed-classes record writes their shares to labels.jsonl.',
    )
  })
  test('are refused by a layout that has no place for them', async () => {
    const root = await folderOf({ 't.csv': 'text,label\nHello there,good\n' })
    await expect(write(root, () => ({ good: 0.5, bad: 0.5 }))).rejects.toThrow(
      'Expected one class, which is all that text-csv can write, but the policy mixed several (good 50 %, bad 50 %).',
    )
  })
  test.each([
    ['{"file": "cat/a.png", "label": {"cat": 1}}\n{"file": "cat/b.png", "label": {"cat": "most"}}\n', 2],
    ['{"file": "cat/a.png", "label": {"cat": 1}}\n\n{"file": "cat/b.png", "lab\n', 3],
    ['{"file": "cat/a.png", "label": {"cat": 1}}\n{"file": "cat/b.png", "label": {"cat": -1}}\n', 2],
  ])('a table of shares that is damaged stops the run: %j', async (table, line) => {
    const root = await folderOf({ 'cat/a.png': await png(), 'cat/b.png': await png(), 'labels.jsonl': table })
    await expect(openDataset(root)).rejects.toThrow(
      `Expected {"file": …, "label": {class: share}} at labels.jsonl:${line} but received ${table.split('\n')[line - 1]}; without it the classes of its files would be wrong.`,
    )
  })
  test('lines about no file, and second lines, are told', async () => {
    const line = '{"file": "cat/a.png", "label": {"cat": 0.5, "dog": 0.5}}\n'
    const root = await folderOf({
      'cat/a.png': await png(),
      'labels.jsonl': `${line}${line.replace('0.5', '0.4')}${line.replace('a.png', 'z.png')}`,
    })
    const {
      sources: [source],
    } = await openDataset(root)
    expect(source?.problems).toEqual([
      { id: 'labels.jsonl:2', reason: 'Expected one line for "cat/a.png" but this is another.' },
      { id: 'labels.jsonl:3', reason: 'Expected a file of the dataset but "cat/z.png" is not there.' },
    ])
    expect(await labelsOf(source)).toEqual([['cat/a.png', { cat: 0.5, dog: 0.5 }]])
  })
})

describe('names of copies', () => {
  test('meet no other file of the dataset, letter case and Unicode form aside', async () => {
    const bytes = await png()
    const root = await folderOf({
      'x/a.png': bytes,
      'x/a.aug1.png': bytes,
      'x/B.png': bytes,
      'x/b.png': bytes,
      'x/caf\u00E9.png': bytes,
      'x/cafe\u0301.png': bytes,
    })
    const { output, names } = await write(root, () => undefined)
    expect(new Set(names.map((name) => name.normalize('NFC').toLowerCase())).size).toBe(12 - 2)
    expect(names).toContain('x/a.aug1-2.png')
    expect(new Set(names).size).toBe(12)
    expect((await readdir(join(output, 'x'))).length).toBe(12)
  })
})

test('a class that is named like a split is a class, and is told', async () => {
  const bytes = await png()
  const { sources, notes } = await openDataset(
    await folderOf({ 'bus/1.png': bytes, 'car/1.png': bytes, 'train/1.png': bytes }),
  )
  expect(await labelsOf(sources[0])).toEqual([
    ['bus/1.png', 'bus'],
    ['car/1.png', 'car'],
    ['train/1.png', 'train'],
  ])
  expect(sources[0]?.entries.map(({ split }) => split)).toEqual(['', '', ''])
  expect(notes).toEqual([
    'The folder train is read as a class and not as a split, as folders of samples stand beside it.',
  ])
})

test('a table of events that cannot be read stops the run', async () => {
  const root = await folderOf({ 'a.wav': wav(), 'events.csv': 'file,start,end\na.wav,0,1\n' })
  await expect(openDataset(root)).rejects.toThrow(
    'Could not read the labels in events.csv: Expected the columns file, start, end, label in events.csv but label is missing.',
  )
})
