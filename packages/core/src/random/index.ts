export { philox, type Words } from './philox.js'
export { createRandom, type Random, type Source } from './random.js'
export { normalQuantile } from './normal.js'
