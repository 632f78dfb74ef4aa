import type { Fields, InputOf, OptionsOf, Random } from '@variegate/core'
import type { Change } from '../edits/changes.js'
import { planEdits } from '../edits/plan.js'
import { defineTextTransform } from '../engine.js'
import type { Skill, Words } from '../language/language.js'
import type { Part } from '../sample.js'
import { edit } from '../steps/edit.js'
import { analyse, type Scene, type Unit } from '../words/analyse.js'
import { drawCount, wordOptions } from './options.js'
import { drawWithSkill, drawWithWords } from './parts.js'

/** A transform of words as its author writes it. */
export interface WordTransformSpec<F extends Fields> {
  readonly name: string
  /** One sentence that starts with a verb. */
  readonly doc: string
  readonly origin?: string
  readonly aliases?: readonly string[]
  readonly example?: InputOf<F & typeof wordOptions>
  readonly version?: number
  /** What it has to know of a language beside the words; where it needs nothing no language is loaded. */
  readonly needs?: Skill
  /** Options beside `fraction`, `protect` and `parts`. */
  readonly options?: F
  /**
   * Which words to try, in order, and how many of them may change; unless given, `fraction` of the words, out of those that are neither
   * labelled, protected nor, where the language is known, stop words. What it gives is asked for one at a time.
   */
  choose?(random: Random, scene: Scene, options: OptionsOf<F> & OptionsOf<typeof wordOptions>): Choice
  /** What to do with a word; nothing where there is nothing to do. */
  change(
    random: Random,
    word: Unit,
    scene: Scene,
    options: OptionsOf<F> & OptionsOf<typeof wordOptions>,
  ): Change | undefined
}

export interface Choice {
  readonly words: Iterable<Unit>
  /** How many changes are made at most. */
  readonly count: number
}

/** Define a transform of words by which it chooses and what it does to each; spaces, articles, capitals and labels follow. */
export function defineWordTransform<F extends Fields = Record<never, never>>(spec: WordTransformSpec<F>) {
  const { needs, options: more, choose, change, ...told } = spec
  type Options = OptionsOf<F> & OptionsOf<typeof wordOptions>
  const draw = (random: Random, part: Part, language: Words, given: Options) => {
    const scene = analyse(part, language, given.protect)
    const { words, count } = (choose ?? chooseOpen)(random, scene, given)
    const plan = planEdits(scene)
    let made = 0
    if (count > 0)
      for (const word of words) {
        const wanted = change(random, word, scene, given)
        if (wanted && plan.make(wanted) && ++made >= count) break
      }
    return plan.edits()
  }
  return defineTextTransform({
    ...told,
    changes: 'places',
    reads: 'data',
    options: { ...wordOptions, ...more } as F & typeof wordOptions, // what a spread of both is
    draw(random, options, document, context) {
      const given = options as unknown as Options // an intersection taken apart
      const where = { random, document, context, parts: given.parts, who: `text/${spec.name}` }
      const drawWith = needs === undefined ? drawWithWords : drawWithSkill(needs)
      return drawWith(where, (drawing) => draw(drawing.random, drawing.part, drawing.language, given))
    },
    steps: edit,
  })
}

/** Words that may be changed, in random order. */
function chooseOpen(random: Random, scene: Scene, { fraction }: OptionsOf<typeof wordOptions>): Choice {
  const count = drawCount(random, fraction, scene.words.length)
  return { words: count === 0 ? [] : random.shuffle(scene.open), count }
}
