export { checkDocument } from './check.js'
export { drawCount, wordOptions } from './define/options.js'
export { partOptions } from './define/parts.js'
export { defineSpanTransform, type SpanTransformSpec } from './define/span-transform.js'
export {
  defineWordTransform,
  movableWords,
  openWords,
  type Choice,
  type WordTransformSpec,
} from './define/word-transform.js'
export { drop, insertAfter, replace, swap, type Change } from './edits/changes.js'
export { planEdits, type Plan } from './edits/plan.js'
export { defineTextTransform, textModality, type TextFacts } from './engine.js'
export {
  defineLanguage,
  languages,
  type Analysis,
  type Language,
  type Skill,
  type Word,
  type Words,
} from './language/language.js'
export { textPackage } from './package.js'
export { partsOf } from './parts.js'
export type { Document, Part, PartLabels, Relation, Span, Stretch, TextLabels, Token } from './sample.js'
export { edit, type DrawnEdits, type EditStep, type PartEdit } from './steps/edit.js'
export { type At, type Edit, type Kept, type New, type Piece, type TextMap } from './steps/text-map.js'
export * from './transforms/index.js'
export { translators, type Translator } from './transforms/translation/translators.js'
export { analyse, type Scene, type Unit } from './words/analyse.js'
export { plainWords } from './words/plain.js'
