// JPEG files for Node: the entropy coding that browsers bring along, round the transform's own kernels.
export { decodeScan } from './decode'
export { encodeScan } from './encode'
export { defineDecoder, defineEncoder } from './huffman'
export { colourRows, greyRows } from './output'

/** Where memory is free from. */
export function base(): usize {
  return __heap_base
}
