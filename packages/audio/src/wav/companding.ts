/**
 * Read a µ-law code as 14 bits of sound in 16: ITU-T G.711 (11/88), table 2; the code of -0 gives -0, so that it is written back.
 * Codes hold the sign, the segment and the step within it, all bits inverted.
 */
export function fromMuLaw(code: number): number {
  const bits = ~code & 0xff
  const magnitude = ((((bits & 0x0f) << 3) + 132) << ((bits >> 4) & 7)) - 132
  return bits & 0x80 ? -magnitude : magnitude
}

/** Find the µ-law code nearest to a sample in 16-bit units: steps are even in x + 132, twice as long from segment to segment. */
export function toMuLaw(value: number): number {
  const biased = Math.floor(Math.min(Math.abs(value), 32635)) + 132
  const segment = 24 - Math.clz32(biased)
  const step = (biased >> (segment + 3)) & 0x0f
  return ~((isNegative(value) ? 0x80 : 0) | (segment << 4) | step) & 0xff
}

/** Read an A-law code as 13 bits of sound in 16: ITU-T G.711 (11/88), table 1; every other bit is inverted, and there is no 0. */
export function fromALaw(code: number): number {
  const bits = code ^ 0x55
  const segment = (bits >> 4) & 7
  const step = ((bits & 0x0f) << 4) + 8
  const magnitude = segment === 0 ? step : (step + 256) << (segment - 1)
  return bits & 0x80 ? magnitude : -magnitude
}

/** Find the A-law code nearest to a sample in 16-bit units; the lowest two segments have steps of one length. */
export function toALaw(value: number): number {
  const steps = Math.floor(Math.min(Math.abs(value), 32767)) >> 4
  const segment = steps < 16 ? 0 : 28 - Math.clz32(steps)
  const step = (segment < 2 ? steps : steps >> (segment - 1)) & 0x0f
  return ((isNegative(value) ? 0 : 0x80) | (segment << 4) | step) ^ 0x55
}

const isNegative = (value: number): boolean => value < 0 || Object.is(value, -0)
