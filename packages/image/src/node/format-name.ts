/** Say by its first bytes which format a file is of; nothing where they are of none that is known. */
export function formatName(file: Uint8Array): string | undefined {
  const start = String.fromCharCode(...file.subarray(0, 12))
  return SIGNATURES.find(([, signature]) => signature.test(start))?.[0]
}

// Signatures as the formats' own specifications give them; AVIF by its ISO base media brand.
const SIGNATURES: readonly (readonly [string, RegExp])[] = [
  ['JPEG', /^\u00ff\u00d8\u00ff/],
  ['PNG', /^\u0089PNG/],
  ['WebP', /^RIFF....WEBP/s],
  ['AVIF', /^....ftypavi[fs]/s],
  ['TIFF', /^(II[*+]\0|MM\0[*+])/],
  ['GIF', /^GIF8[79]a/],
]
