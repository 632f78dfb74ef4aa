export {
  encodeImage,
  encodeMask,
  readImage,
  readMask,
  type ImageFormat,
  type ReadOptions,
  type WriteOptions,
} from './codec.js'
