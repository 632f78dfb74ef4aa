import { text, VariegateError } from '@variegate/core'
import { drawForParts, partOptions } from '../../define/parts.js'
import { defineTextTransform } from '../../engine.js'
import { wordsOf } from '../../language/known.js'
import type { Stretch } from '../../sample.js'
import { edit } from '../../steps/edit.js'
import { isKept, type Edit } from '../../steps/text-map.js'
import { analyse } from '../../words/analyse.js'
import { hideSpans, showSpans } from './placeholders.js'
import { translators, type Translator } from './translators.js'

/** Translate there and back, for another wording of the same. */
export const backTranslation = defineTextTransform({
  name: 'backTranslation',
  changes: 'places',
  reads: 'data',
  version: 2,
  doc: 'Translate into another language and back; labelled words come through behind placeholders, or are dropped; a text whose protected words do not come through stays.',
  origin: 'Sennrich et al., "Improving neural machine translation models with monolingual data", 2016',
  options: {
    translator: text({ default: 'apertium', doc: 'The name of the translator that the runner provides.' }),
    from: text({ default: 'en', doc: 'Language of the text, as an ISO 639 code.' }),
    ...partOptions,
    through: text({ default: 'es', doc: 'Language to translate through, as an ISO 639 code.' }),
  },
  async draw(random, { translator: name, from, through, parts }, document, context) {
    const known = translators.of(context)
    const translator = known[name]
    if (!translator) {
      throw new VariegateError(
        `Expected a translator named "${name}" for text/backTranslation but the runner provides ${Object.keys(known).join(', ') || 'none'}.`,
      )
    }
    return drawForParts({ random, document, context, parts, who: 'text/backTranslation' }, async ({ part }) => {
      const guarded = analyse(part, wordsOf(part, context)).units.filter((unit) => unit.isProtected)
      const hidden = hideSpans(part, guarded)
      const there = await translateLines(translator, hidden.text, from, through)
      const back = await translateLines(translator, there, through, from)
      const edits = showSpans(back, hidden, part.text.length)
      // A translation that has lost a protected word is none.
      return guarded.every((unit) => keeps(edits, unit)) ? edits : []
    })
  },
  steps: edit,
})

/** Whether a stretch is still there after edits. */
const keeps = (edits: readonly Edit[], { start, end }: Stretch): boolean =>
  edits.some(({ by }) => by.some((piece) => isKept(piece) && piece.from[0] <= start && end <= piece.from[1]))

/** Translate line by line; what is blank stays as it is. */
async function translateLines(translator: Translator, input: string, from: string, to: string): Promise<string> {
  const parts = input.split(/(\s*\n\s*)/)
  const filled = parts.flatMap((part, index) => (part.trim() === '' ? [] : [index]))
  if (filled.length === 0) return input
  const answers = await translator.translate(
    filled.map((index) => parts[index] ?? ''),
    from,
    to,
  )
  if (answers.length !== filled.length) {
    throw new VariegateError(
      `Expected ${filled.length} translations from ${from} to ${to} but received ${answers.length}.`,
    )
  }
  for (const [order, index] of filled.entries()) parts[index] = answers[order] ?? ''
  return parts.join('')
}
