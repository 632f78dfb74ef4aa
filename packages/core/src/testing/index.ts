export { testTransform, type LawOptions } from './laws.js'
