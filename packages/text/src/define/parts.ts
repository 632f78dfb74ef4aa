import { list, text, VariegateError, type Context, type Random } from '@variegate/core'
import { languageOf, wordsOf } from '../language/known.js'
import { withWords, type Skill, type Words } from '../language/language.js'
import { partsOf, roleOf } from '../parts.js'
import type { Document, Part, Stretch } from '../sample.js'
import type { DrawnEdits, PartEdit } from '../steps/edit.js'
import type { Edit } from '../steps/text-map.js'
import { wholeSentences } from '../words/sentences.js'

/** Which texts of a document a transform changes. */
export const partOptions = {
  parts: list({
    default: [],
    of: text({ default: '', doc: '' }),
    doc: 'Which texts of a document change, by role, e.g. `hypothesis`; all where none is named.',
  }),
}

/** A part that is to change, with the random stream that is its own. */
interface Drawing<L> {
  readonly random: Random
  readonly part: Part
  readonly language: L
}

/** Draw edits for every part, with the words of its text. */
export const drawWithWords = (where: Where, draw: (drawing: Drawing<Words>) => readonly Edit[]): DrawnEdits =>
  gather(where, (part) => wordsOf(part, where.context), draw)

/** Draw edits for every part, with what a language makes of it, which may have to be loaded. */
function drawWhenReady<T>(
  where: Where,
  prepare: (part: Part) => T | Promise<T>,
  draw: (drawing: Drawing<T>) => readonly Edit[],
): DrawnEdits | Promise<DrawnEdits> {
  const ready = new Map<Part, T>()
  const waiting: Promise<unknown>[] = []
  for (const [, part] of chosenParts(where)) {
    const prepared = prepare(part)
    if (prepared instanceof Promise) waiting.push(prepared.then((value) => ready.set(part, value)))
    else ready.set(part, prepared)
  }
  const go = () => gather(where, (part) => ready.get(part) as T, draw) // every part has been prepared
  return waiting.length === 0 ? go() : Promise.all(waiting).then(go)
}

/** Draw edits for every part, with all that its language knows of words: one thing at least that the transform needs. */
export const drawWithSkill =
  (skill: Skill) =>
  (where: Where, draw: (drawing: Drawing<Words>) => readonly Edit[]): DrawnEdits | Promise<DrawnEdits> =>
    drawWhenReady(
      where,
      (part) => languageOf(part, where.context, where.who),
      ({ language, ...drawing }) => {
        if (language[skill]) return draw({ ...drawing, language: withWords(language) })
        throw new VariegateError(
          `Expected a language with ${skill} for ${where.who} but "${language.code}" has none; add it to the language's object.`,
        )
      },
    )

/** Draw edits for every part, with its sentences: as they are labelled, else as its language finds them. */
export const drawWithSentences = (
  where: Where,
  draw: (drawing: Omit<Drawing<unknown>, 'language'> & { readonly sentences: readonly Stretch[] }) => readonly Edit[],
): DrawnEdits | Promise<DrawnEdits> =>
  drawWhenReady(
    where,
    (part) => part.labels?.sentences ?? languageOf(part, where.context, where.who),
    ({ language, ...drawing }) => {
      const { part } = drawing
      const found = 'analyse' in language ? language.analyse(part.text).sentences : language
      return draw({ ...drawing, sentences: wholeSentences(part, found) })
    },
  )

/** Draw edits for every part, one after the other, waiting for each. */
export async function drawForParts(
  where: Where,
  draw: (drawing: Omit<Drawing<unknown>, 'language'>) => Promise<readonly Edit[]>,
): Promise<DrawnEdits> {
  const edits: PartEdit[] = []
  for (const { role, ...drawing } of drawings(where)) edits.push(...ofPart(role, await draw(drawing)))
  return { edits }
}

/** What a draw is for. */
export interface Where {
  readonly random: Random
  readonly document: Document
  readonly context: Pick<Context, 'services'>
  /** The roles of the parts that change; all where there are none. */
  readonly parts: readonly string[]
  /** The transform's name, for errors. */
  readonly who: string
}

function gather<L>(
  where: Where,
  languageFor: (part: Part) => L,
  draw: (drawing: Drawing<L>) => readonly Edit[],
): DrawnEdits {
  const edits = drawings(where).flatMap(({ role, ...drawing }) =>
    ofPart(role, draw({ ...drawing, language: languageFor(drawing.part) })),
  )
  return { edits }
}

/** The parts that change; a document's own text draws from the transform's very stream. */
const drawings = (where: Where) =>
  chosenParts(where).map(([role, part]) => {
    const isOwn = role === roleOf(where.document)
    return { role: isOwn ? undefined : role, part, random: isOwn ? where.random : where.random.child(role) }
  })

const ofPart = (role: string | undefined, edits: readonly Edit[]): readonly PartEdit[] =>
  role === undefined ? edits : edits.map((edit) => ({ part: role, ...edit }))

function chosenParts({ document, parts, who }: Where): readonly (readonly [string, Part])[] {
  const all = partsOf(document)
  const roles = all.map(([role]) => role)
  const odd = parts.find((role) => !roles.includes(role))
  if (odd !== undefined)
    throw new VariegateError(`Expected parts of the document (${roles.join(', ')}) for ${who} but received "${odd}".`)
  return parts.length === 0 ? all : all.filter(([role]) => parts.includes(role))
}
