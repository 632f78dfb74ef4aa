/** The weights of red, green and blue in luma, ITU-R BT.601. */
export const LUMA: readonly [number, number, number] = [0.299, 0.587, 0.114]

/** Blend every colour with its grey: 0 is grey, 1 the colour, above 1 more vivid. Row by row, 3x4. */
export function saturationMatrix(factor: number, weights: readonly [number, number, number] = LUMA): number[] {
  return [0, 1, 2].flatMap((row) => [
    ...weights.map((weight, column) => (1 - factor) * weight + (row === column ? factor : 0)),
    0,
  ])
}
