import { describe, expect, test } from 'vitest'
import { english } from '../english/index.js'
import { withWords } from '../language/language.js'
import type { Part } from '../sample.js'
import { editMap, mapText } from '../steps/text-map.js'
import { analyse, type Scene, type Unit } from '../words/analyse.js'
import { drop, insertAfter, replace, swap, type Change } from './changes.js'
import { planEdits } from './plan.js'

const sceneOf = (text: string, more: Partial<Part> = {}) => analyse({ text, ...more }, withWords(english))
const unit = ({ units }: Scene, word: string): Unit => {
  const found = units.find(({ text }) => text === word)
  if (!found) throw new RangeError(`no "${word}"`)
  return found
}
/** What becomes of a text, and which changes were made. */
function make(scene: Scene, ...changes: readonly Change[]) {
  const plan = planEdits(scene)
  const made = changes.map((change) => plan.make(change))
  return { text: mapText(editMap(scene.text.length, plan.edits()), scene.text), made }
}

describe('changes are mended', () => {
  test.each<[string, string, (scene: Scene) => Change[], string]>([
    ['an article', 'I saw a car.', (scene) => [replace(unit(scene, 'car'), 'automobile')], 'I saw an automobile.'],
    ['an article at the start', 'An old cat', (scene) => [drop(unit(scene, 'old'))], 'A cat'],
    [
      'an article before what comes in',
      'An apple',
      (scene) => [insertAfter(unit(scene, 'An'), 'ripe')],
      'A ripe apple',
    ],
    [
      'no article that stood wrong already',
      'a apple, a car',
      (scene) => [replace(unit(scene, 'car'), 'bus')],
      'a apple, a bus',
    ],
    ['no article before a mark', 'an apple. So', (scene) => [drop(unit(scene, 'apple'))], 'an. So'],
    ['a capital', 'Big dogs', (scene) => [replace(unit(scene, 'Big'), 'large')], 'Large dogs'],
    ['all capitals', 'BIG dogs', (scene) => [replace(unit(scene, 'BIG'), 'large')], 'LARGE dogs'],
    ['spaces', 'one two  three', (scene) => [drop(unit(scene, 'two'))], 'one  three'],
    ['brackets', 'one (two) three', (scene) => [drop(unit(scene, 'two'))], 'one three'],
    [
      'a word behind one that is replaced',
      'big dogs',
      (scene) => [replace(unit(scene, 'big'), 'large'), insertAfter(unit(scene, 'big'), 'old')],
      'large old dogs',
    ],
    [
      'three words that change places',
      'a1 b2 c3',
      (scene) => [swap(unit(scene, 'a1'), unit(scene, 'b2')), swap(unit(scene, 'b2'), unit(scene, 'c3'))],
      'b2 c3 a1',
    ],
  ])('%s', (_name, text, changes, after) => {
    const scene = sceneOf(text)
    expect(make(scene, ...changes(scene)).text).toBe(after)
  })
})

describe('changes are refused', () => {
  const text = 'Ada never met Bob here.'
  const scene = sceneOf(text, { protect: ['never'], labels: { spans: [{ start: 0, end: 3, label: 'person' }] } })
  test.each<[string, () => Change[], boolean[]]>([
    [
      'on protected words',
      () => [
        replace(unit(scene, 'never'), 'x'),
        drop(unit(scene, 'never')),
        swap(unit(scene, 'never'), unit(scene, 'met')),
      ],
      [false, false, false],
    ],
    [
      'on words of a span, which may move',
      () => [replace(unit(scene, 'Ada'), 'x'), drop(unit(scene, 'Ada')), swap(unit(scene, 'Ada'), unit(scene, 'met'))],
      [false, false, true],
    ],
    [
      'on what is replaced',
      () => [
        replace(unit(scene, 'met'), 'saw'),
        replace(unit(scene, 'met'), 'x'),
        drop(unit(scene, 'met')),
        swap(unit(scene, 'Ada'), unit(scene, 'met')),
      ],
      [true, false, false, false],
    ],
    [
      'on what is gone',
      () => [
        drop(unit(scene, 'met')),
        replace(unit(scene, 'met'), 'x'),
        insertAfter(unit(scene, 'met'), 'x'),
        swap(unit(scene, 'met'), unit(scene, 'here')),
      ],
      [true, false, false, false],
    ],
    [
      'on what has moved',
      () => [
        swap(unit(scene, 'met'), unit(scene, 'here')),
        replace(unit(scene, 'met'), 'x'),
        drop(unit(scene, 'here')),
      ],
      [true, false, false],
    ],
    [
      'where nothing would change',
      () => [
        replace(unit(scene, 'met'), 'met'),
        replace(unit(scene, 'met'), ''),
        insertAfter(unit(scene, 'met'), ''),
        swap(unit(scene, 'met'), unit(scene, 'met')),
      ],
      [false, false, false, false],
    ],
  ])('%s', (_name, changes, made) => expect(make(scene, ...changes()).made).toEqual(made))

  test('and nothing of them is done', () => {
    expect(make(scene, replace(unit(scene, 'never'), 'x'), drop(unit(scene, 'Ada'))).text).toBe(text)
  })
})

test('chunks of token tags are units that stay, as spans are', () => {
  const tokens = [
    { start: 0, end: 3, tags: { ner: 'B-LOC' } },
    { start: 4, end: 8, tags: { ner: 'I-LOC' } },
    { start: 9, end: 12, tags: { ner: 'O' } },
  ]
  const scene = sceneOf('New York saw', { labels: { tokens } })
  expect(scene.units.map(({ text, isLabelled }) => [text, isLabelled])).toEqual([
    ['New York', true],
    ['saw', false],
  ])
})
