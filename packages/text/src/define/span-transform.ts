import { range, type Fields, type InputOf, type OptionsOf, type Random } from '@variegate/core'
import { articleEdits, isProtectedSpan, withoutOverlaps, wouldGlue } from '../edits/spans.js'
import { defineTextTransform } from '../engine.js'
import type { Part, Span } from '../sample.js'
import { edit } from '../steps/edit.js'
import { analyse } from '../words/analyse.js'
import { wordOptions } from './options.js'
import { drawWithWords } from './parts.js'

const spanOptions = {
  ...wordOptions,
  fraction: range({
    default: 1,
    min: 0,
    max: 1,
    unit: 'of the spans',
    neutral: 0,
    strength: (s) => s,
    doc: 'The chance of each span to change.',
  }),
}

/** A transform of what spans label, as its author writes it. */
export interface SpanTransformSpec<F extends Fields> {
  readonly name: string
  /** One sentence that starts with a verb. */
  readonly doc: string
  readonly origin?: string
  readonly aliases?: readonly string[]
  readonly example?: InputOf<F & typeof spanOptions>
  readonly version?: number
  /** Options beside `fraction`, `protect` and `parts`. */
  readonly options?: F
  /** The words that come in the place of a span's, and carry its label; nothing where it stays. */
  change(
    random: Random,
    span: Span,
    words: string,
    part: Part,
    options: OptionsOf<F> & OptionsOf<typeof spanOptions>,
  ): string | undefined
}

/** Define a transform that puts other words in the place of whole spans, which stay on them; spans within them are gone and recorded. */
export function defineSpanTransform<F extends Fields = Record<never, never>>(spec: SpanTransformSpec<F>) {
  const { options: more, change, ...told } = spec
  return defineTextTransform({
    ...told,
    changes: 'places',
    reads: 'data',
    options: { ...spanOptions, ...more } as F & typeof spanOptions, // what a spread of both is
    draw(random, options, document, context) {
      const given = options as unknown as OptionsOf<F> & OptionsOf<typeof spanOptions> // an intersection taken apart
      const where = { random, document, context, parts: given.parts, who: `text/${spec.name}` }
      return drawWithWords(where, ({ random: own, part, language }) => {
        const chance = own.uniform(given.fraction)
        const scene = analyse(part, language, given.protect)
        const wanted = withoutOverlaps(part.labels?.spans ?? []).flatMap((span) => {
          if (!own.chance(chance) || isProtectedSpan(span, scene)) return []
          const words = part.text.slice(span.start, span.end)
          const text = change(own, span, words, part, given)
          return !text || text === words || wouldGlue(part.text, span, text) ? [] : [{ span, text }]
        })
        const edits = wanted.map(({ span: { start, end }, text }) => {
          const of = [start, end] as const
          return { at: of, by: [{ text, of, labels: 'carry' as const }] }
        })
        return [...edits, ...articleEdits(wanted, scene)]
      })
    },
    steps: edit,
  })
}
