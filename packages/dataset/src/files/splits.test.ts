import { expect, test } from 'vitest'
import { splitOf, splitsIn } from './splits.js'

const read = (...paths: string[]) => {
  const splits = splitsIn(paths)
  return paths.map((path) => `${splits.splitOf(path) || '-'} ${splits.classOf(path, '') ?? '-'}`)
}

test.each([
  ['train/cat/1.jpg', 'train'],
  ['Training/1.jpg', 'train'],
  ['images/train2017/1.jpg', 'train'],
  ['train_images/1.jpg', 'train'],
  ['annotations/instances_val2017.json', 'val'],
  ['sst2.val.jsonl', 'val'],
  ['dev.jsonl', 'val'],
  ['data-test.csv', 'test'],
  ['X_TRAIN.ts', 'train'],
  ['validation.csv', 'val'],
  ['cat/1.jpg', ''],
  ['testimony.txt', ''],
  ['latest.jpg', ''],
  ['contest/1.jpg', ''],
  ['trainers/1.jpg', ''],
  ['test_tube/1.jpg', ''],
  ['train_and_test.csv', ''],
  ['train_001.jpg', ''],
  ['penguin_training_log.csv', ''],
])('%s alone names the split "%s"', (path, split) => expect(splitOf(path)).toBe(split))

test('folders that name several splits are no classes, at whatever depth', () => {
  expect(read('train/cat/1.jpg', 'train/train/1.jpg', 'val/cat/1.jpg', 'val/train/1.jpg')).toEqual([
    'train cat',
    'train train',
    'val cat',
    'val train',
  ])
  expect(read('cat/train/1.jpg', 'cat/test/1.jpg', 'dog/train/1.jpg', 'dog/test/1.jpg')).toEqual([
    'train cat',
    'test cat',
    'train dog',
    'test dog',
  ])
  expect(read('test-data/train/a.wav', 'test-data/val/b.wav')).toEqual(['train test-data', 'val test-data'])
})

test('a folder named like a split beside folders of the same kind is a class', () => {
  const paths = ['bus/1.jpg', 'train/1.jpg', 'car/1.jpg', 'README.md', 'labels/train/1.txt']
  const splits = splitsIn(paths)
  expect(paths.slice(0, 3).map((path) => [splits.splitOf(path), splits.classOf(path, '')])).toEqual([
    ['', 'bus'],
    ['', 'train'],
    ['', 'car'],
  ])
  expect(splits.readAsClasses).toEqual(['train'])
  expect(read('activity/training/a.mp4', 'activity/rest/b.mp4')).toEqual(['- training', '- rest'])
})

test('a lone folder that holds classes is a split, and one that holds everything too', () => {
  expect(read('test/cat/1.jpg', 'extra/cat/1.jpg')).toEqual(['test cat', '- cat'])
  expect(read('test/1.jpg', 'test/2.jpg')).toEqual(['test -', 'test -'])
})

test('names with a counterpart count, whatever else they say', () => {
  expect(read('GunPoint_TRAIN.csv', 'GunPoint_TEST.csv', 'other.csv')).toEqual(['train -', 'test -', '- -'])
  expect(read('digits_train_v2/1.wav', 'digits_eval_v2/1.wav')).toEqual(['train -', 'test -'])
  expect(read('train_01.jpg', 'train_02.jpg', 'test_01.jpg', 'bus_01.jpg')).toEqual([
    'train -',
    'train -',
    'test -',
    '- -',
  ])
  expect(read('bullet_train/1.jpg', 'test_tube/1.jpg')).toEqual(['- bullet_train', '- test_tube'])
})

test('the class is looked for below the root', () => {
  const splits = splitsIn(['speech/train/a.wav', 'speech/val/a.wav'])
  expect(splits.classOf('speech/train/a.wav', 'speech')).toBeUndefined()
  expect(splits.classOf('speech/train/a.wav', '')).toBe('speech')
})
