export { translators, type Translator } from '../transforms/translation/translators.js'
export { apertiumTranslator, commandTranslator } from './translators.js'
