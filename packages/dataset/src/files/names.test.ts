import { expect, test } from 'vitest'
import { copyId, copyName, copyNamer } from './names.js'

test('a copy whose name is taken goes by the next number', () => {
  const nameOf = copyNamer(['a.png', 'a.aug1.png', 'a.aug1-2.png'])
  expect([nameOf('a.png', 0), nameOf('a.png', 1), nameOf('a.png', 2), nameOf('a.aug1.png', 1)]).toEqual([
    'a.png',
    'a.aug1-3.png',
    'a.aug2.png',
    'a.aug1.aug1.png',
  ])
})

test('names alike but for letter case or Unicode form are told apart', () => {
  const [composed, parted] = ['caf\u00e9.png', 'cafe\u0301.png']
  const nameOf = copyNamer(['A.png', 'a.png', 'a-2.png', composed, parted])
  expect([nameOf('A.png', 1), nameOf('a.png', 1), nameOf('a-2.png', 1)]).toEqual([
    'A.aug1.png',
    'a-3.aug1.png',
    'a-2.aug1.png',
  ])
  expect([nameOf(composed, 1), nameOf(parted, 1)]).toEqual(['caf\u00e9.aug1.png', 'cafe\u0301-2.aug1.png'])
})

test('ids of rows get the number at their end', () => {
  expect(copyNamer(['r', 'r.aug1'], copyId)('r', 1)).toBe('r.aug1-2')
  expect(copyName('a/b.c/d', 2)).toBe('a/b.c/d.aug2')
})
