export { effects } from './effects.js'
export { parseOptions, show, type Field, type Fields, type InputOf, type OptionsOf } from './field.js'
export { integer, number, range } from './numeric.js'
export { choice, flag, list, optional, text } from './plain.js'
