export { effects } from './effects.js'
export { parseOptions, show, type Field, type Item, type Fields, type InputOf, type OptionsOf } from './field.js'
export { integer, number, range } from './numeric.js'
export { choice, color, flag, list, optional, text } from './plain.js'
