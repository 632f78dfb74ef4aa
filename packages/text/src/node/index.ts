export { apertiumTranslator, commandTranslator } from './translators.js'
