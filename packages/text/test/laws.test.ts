import { emptyContext, replay, runAsync, type Context } from '@variegate/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { english } from '../src/english/index.js'
import {
  checkDocument,
  defineSpanTransform,
  partsOf,
  plainWords,
  textTransforms,
  type Document,
  type DrawnEdits,
  type Part,
  type Span,
} from '../src/index.js'

const renaming = defineSpanTransform({
  name: 'renaming',
  doc: 'Put another name in the place of every span.',
  change: (random) => random.choice(['Ann', 'Zoë d’Arc', '王 芳', 'e\u0301']),
})
const definitions = [...textTransforms, renaming]
const shouting = { translate: async (texts: readonly string[]) => texts.map((text) => text.toUpperCase()) }
const contexts: readonly Context<Document>[] = [{}, { languages: { en: english } }].map((services) => ({
  ...emptyContext,
  services: { translators: { apertium: shouting }, ...services },
}))

// Words, marks, emoji, joiners, flags and combining marks, in any order.
const PIECES =
  "the |happy dog| big|. |, |👩‍👧|😀|e\u0301|\n\n|Ä| walked|don't |4.5 |\u200d|“|🇩🇪| \u0301|a |NEVER |1️⃣ |🏴󠁧󠁢󠁥󠁮󠁧󠁿|한글 |नमस्ते "
const anyText = fc.array(fc.constantFrom(...PIECES.split('|')), { maxLength: 20 }).map((pieces) => pieces.join(''))

const placesOf = (text: string): readonly number[] => [
  ...[...new Intl.Segmenter('en').segment(text)].map(({ index }) => index),
  text.length,
]

const anyPart = fc
  .tuple(
    anyText,
    fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 12 })), { maxLength: 4 }),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([text, pairs, hasTokens, hasSentences]): Part => {
    const places = placesOf(text)
    const spans = pairs.flatMap(([at, length], id): Span[] => {
      const start = places[at % places.length] ?? 0
      const end = places[Math.min(places.length - 1, (at % places.length) + length)] ?? 0
      return start < end ? [{ start, end, label: 's', id }] : []
    })
    const tokens = plainWords(text).map(({ start, end }, index) => ({
      start,
      end,
      tags: { ner: ['O', 'O', 'B-X', 'I-X'][index % 4] ?? 'O', word: text.slice(start, end) },
    }))
    const sentences = [...text.matchAll(/\S[^\n]*/g)].map(({ 0: said, index }) => ({
      start: index,
      end: index + said.length,
    }))
    return {
      text,
      protect: ['never', 'dog'],
      labels: { spans, ...(hasTokens ? { tokens } : {}), ...(hasSentences ? { sentences } : {}) },
    }
  })

const anyDocument = fc.tuple(anyPart, anyPart).map(([own, other]): Document => ({
  ...own,
  id: 'p',
  role: 'question',
  labels: { ...own.labels },
  others: { context: other },
}))

describe('whatever is done', () => {
  test('text outside of the edits is the same, labels keep their words or are gone and recorded, and nothing is split', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyDocument,
        fc.integer(),
        fc.constantFrom(...definitions),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(...contexts),
        async (document, seed, definition, fraction, context) => {
          checkDocument(document)
          const given = 'fraction' in definition.fields ? { fraction } : {}
          const { sample, recipe } = await runAsync(definition.configure(given), document, { seed, context })
          checkDocument(sample)
          const { edits } = recipe[0]?.drawn as unknown as DrawnEdits // all of these draw edits
          const dropped = recipe[0]?.dropped ?? []
          const before = partsOf(document)
          const after = new Map(partsOf(sample))
          for (const [role, part] of before) {
            const now = after.get(role)
            const own = edits.filter((edit) => (edit.part ?? 'question') === role)
            expect(now?.text).toBe(written(part.text, own))
            if (definition.name !== 'backTranslation') checkPlaces(part.text, own)
          }
          const words = (parts: readonly (readonly [string, Part])[]) =>
            parts.flatMap(([role, { text, labels }]) =>
              (labels?.spans ?? []).map(({ start, end, id }) => `${role} ${id}: ${text.slice(start, end)}`),
            )
          const left = words([...after])
          const were = words(before)
          expect(left.length + dropped.filter(({ kind }) => kind === 'span').length).toBe(were.length)
          if (definition !== renaming) expect(were).toEqual(expect.arrayContaining(left))
          expect(replay(recipe, document, { transforms: definitions, context })).toEqual(sample)
        },
      ),
      { numRuns: 400 },
    )
  })

  test('protected words stay, and tags stay on the words that they came with', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyDocument,
        fc.integer(),
        fc.constantFrom(...definitions),
        async (document, seed, definition) => {
          const given = 'fraction' in definition.fields ? { fraction: 1 } : {}
          const { sample } = await runAsync(definition.configure(given), document, {
            seed,
            context: contexts[1] ?? emptyContext,
          })
          for (const [role, { text }] of partsOf(document)) {
            const now = new Map(partsOf(sample)).get(role)
            const count = (of: string) =>
              of.match(/(?<![\p{L}\p{M}\p{N}])(NEVER|dog)(?![\p{L}\p{M}\p{N}])/gu)?.length ?? 0
            expect(count(now?.text ?? '')).toBeGreaterThanOrEqual(count(text))
            for (const { start, end, tags } of now?.labels?.tokens ?? [])
              if (definition.name.startsWith('random') || definition.name.endsWith('Shuffle'))
                if (tags.word !== undefined && definition.name !== 'randomInsertion')
                  expect(now?.text.slice(start, end)).toBe(tags.word)
          }
        },
      ),
      { numRuns: 400 },
    )
  })
})

/** The new text, by the letter. */
function written(text: string, edits: DrawnEdits['edits']): string {
  let at = 0
  let made = ''
  for (const edit of edits.toSorted((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1])) {
    made += text.slice(at, edit.at[0])
    for (const piece of edit.by) made += 'from' in piece ? text.slice(...piece.from) : piece.text
    at = edit.at[1]
  }
  return made + text.slice(at)
}

/** Every edge of an edit lies between characters as people see them. */
function checkPlaces(text: string, edits: DrawnEdits['edits']): void {
  const places = placesOf(text)
  for (const { at, by } of edits)
    for (const place of [...at, ...by.flatMap((piece) => ('from' in piece ? piece.from : []))])
      expect(places, JSON.stringify(text)).toContain(place)
}
