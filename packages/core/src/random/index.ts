export { philox, type Words } from './philox.js'
export { createRandom, keyedRandom, type Random } from './random.js'
export type { Source } from './source.js'
export { normalQuantile } from './normal.js'
