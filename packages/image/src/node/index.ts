export { limitMemory, setUpSharp, type ReadOptions } from './open.js'
export { readImage, readMask } from './read.js'
export { encodeImage, encodeMask, type ImageFormat, type WriteOptions } from './write.js'
