import { emptyContext, run, runAsync } from '@variegate/core'
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { english } from '../src/english/index.js'
import {
  defineLanguage,
  defineWordTransform,
  plainWords,
  randomDeletion,
  randomInsertion,
  randomSwap,
  replace,
  sentenceShuffle,
  synonymReplacement,
  type Document,
  type Language,
} from '../src/index.js'

const german = defineLanguage({
  code: 'de',
  analyse: (text) => ({
    words: plainWords(text).map((word) => ({ ...word, isStopWord: word.text === 'das' })),
    sentences: [...text.matchAll(/[^.]+\./g)].map(({ 0: said, index }) => ({ start: index, end: index + said.length })),
  }),
  synonyms: ({ text }) => (text === 'Auto' ? ['wagen'] : []),
  repair: ({ text }, next) => (text.toLowerCase() === 'das' && next === 'Wagen' ? 'der' : undefined),
})
const context = { ...emptyContext, services: { languages: { de: german } } }
const document: Document = { id: 'x', language: 'de', text: 'Hier kommt das Auto. Es ist rot.', labels: {} }
const saying = (message: string) => expect.objectContaining({ message })

test('a language of the user is asked for words, synonyms, sentences and what stands before them', () => {
  const replaced = run(synonymReplacement({ fraction: 1 }), document, { seed: 1, context }).sample
  expect(replaced.text).toBe('Hier kommt der Wagen. Es ist rot.')
  const texts = [1, 2, 3, 4, 5].map((seed) => run(sentenceShuffle(), document, { seed, context }).sample.text)
  expect(new Set(texts)).toEqual(new Set([document.text, 'Es ist rot. Hier kommt das Auto.']))
})

test('words of a language without white space are not joined, and stay without it', () => {
  const japanese: Language = {
    code: 'ja',
    analyse: (text) => ({
      words: [...text].map((letter, at) => ({ start: at, end: at + 1, text: letter })),
      sentences: [{ start: 0, end: text.length }],
    }),
    synonyms: () => ['犬'],
  }
  const around = { ...emptyContext, services: { languages: { ja: japanese } } }
  const said: Document = { id: 'x', language: 'ja', text: '猫が来た', labels: {} }
  expect(run(synonymReplacement({ fraction: 1 }), said, { seed: 1, context: around }).sample.text).toBe('犬犬犬犬')
  const inserted = run(randomInsertion({ fraction: 0.5 }), said, { seed: 1, context: around }).sample.text
  expect(inserted.replaceAll('犬', '')).toBe(said.text)
  expect(inserted).toHaveLength(6)
})

test('a language that is not there, or cannot do what is needed, is refused by name', async () => {
  await expect(runAsync(synonymReplacement(), document, { seed: 1 })).rejects.toThrow(
    saying(
      'Expected a language "de" for text/synonymReplacement; give one as `context: { services: { languages: { de: { code, analyse, … } } } }`, or say which of the known ones the text is in.',
    ),
  )
  const { synonyms: _none, ...without } = german
  const around = { ...emptyContext, services: { languages: { de: without } } }
  expect(() => run(synonymReplacement(), document, { seed: 1, context: around })).toThrow(
    saying(
      'Expected a language with synonyms for text/synonymReplacement but "de" has none; add it to the language\'s object.',
    ),
  )
  expect(() => defineLanguage({ code: 'de' } as unknown as Language)).toThrow(
    saying('Expected a language as { code, analyse, … } but received "de" and "undefined" for these.'),
  )
  const wrong: Language = {
    ...german,
    analyse: () => ({ words: [{ start: 0, end: 3, text: 'the' }], sentences: [] }),
  }
  const misled = { ...emptyContext, services: { languages: { de: wrong } } }
  expect(() => run(randomSwap(), document, { seed: 1, context: misled })).toThrow(
    saying(
      'Expected the words of a language in order, each with its own text, but received "the" at [0, 3), where "Hie" stands.',
    ),
  )
})

test('what needs words alone runs in any language, at once', () => {
  const { sample } = run(randomSwap({ fraction: 1 }), document, { seed: 1 })
  expect(sample.text.match(/\p{L}+/gu)?.toSorted()).toEqual(document.text.match(/\p{L}+/gu)?.toSorted())
  expect(run(randomDeletion({ fraction: 1 }), document, { seed: 1 }).sample.text).toMatch(/^\p{L}*\.? ?\p{L}*\.$/u)
})

test('English is brought when a transform asks for it, and at hand where it is handed in', async () => {
  const said: Document = { id: 'x', text: 'I saw a car.', labels: {} }
  expect(() => run(synonymReplacement(), said, { seed: 1 })).toThrow(
    'text/synonymReplacement has to wait for something from outside; use the async form (runAsync, replayAsync).',
  )
  const around = { ...emptyContext, services: { languages: { en: english } } }
  for (const seed of [1, 2, 3])
    expect((await runAsync(synonymReplacement({ fraction: 1 }), said, { seed })).sample).toEqual(
      run(synonymReplacement({ fraction: 1 }), said, { seed, context: around }).sample,
    )
})

test('English finds the very words that marks and white space keep apart', () => {
  for (const text of ['I don’t — well-known U.S. “cafe\u0301” 👩‍👧!', 'a.b@c.de,x', '4.5% of $3,000…'])
    expect(english.analyse(text).words.map((word) => word.text)).toEqual(plainWords(text).map((word) => word.text))
})

test('nothing of English is loaded where words are enough', () => {
  const index = fileURLToPath(new URL('../dist/index.js', import.meta.url))
  const script = `
    import { createRequire } from 'node:module'
    const { cache } = createRequire(${JSON.stringify(index)})
    const { randomSwap, synonymReplacement, wordShuffle } = await import(${JSON.stringify(index)})
    const { run, runAsync } = await import('@variegate/core')
    const document = { id: 'x', text: 'I saw a car here.', labels: {} }
    run([randomSwap({ fraction: 1 }), wordShuffle({ fraction: 1 })], document, { seed: 1 })
    const models = () => Object.keys(cache).some((path) => path.includes('wink'))
    const before = models()
    await runAsync(synonymReplacement(), document, { seed: 1 })
    console.log(before, models())`
  const folder = fileURLToPath(new URL('..', import.meta.url))
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, encoding: 'utf8' })
  expect(said).toBe('false true\n')
})

test('a word transform of one line keeps letter case and labelled words', () => {
  const backwards = defineWordTransform({
    name: 'backwards',
    doc: 'Write words backwards.',
    change: (_random, word) => replace(word, [...word.text.toLowerCase()].toReversed().join('')),
  })
  const said: Document = {
    id: 'x',
    text: 'Ada Lovelace WROTE code.',
    labels: { spans: [{ start: 0, end: 12, label: 'person' }] },
  }
  expect(run(backwards({ fraction: 1 }), said, { seed: 1 }).sample.text).toBe('Ada Lovelace ETORW edoc.')
  expect(run(backwards({ fraction: 1, protect: ['code'] }), said, { seed: 1 }).sample.text).toBe(
    'Ada Lovelace ETORW code.',
  )
})
