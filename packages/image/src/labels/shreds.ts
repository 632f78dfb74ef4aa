import { polygonsToWindow } from './rasterise.js'

export interface Part {
  readonly outline: number[]
  /** Whether it came off an outline, at an edge or at a seam. */
  readonly isPiece: boolean
}

/** Leave out pieces that hold no pixel's centre, where other parts do: nothing is seen of them, and far off they would stretch the box. */
export function withoutShreds(parts: readonly Part[], width: number, height: number): number[][] {
  const isSeen = ({ outline }: Part): boolean => polygonsToWindow([outline], width, height).data.includes(1)
  const rest = parts.length > 1 ? parts.filter((part) => !part.isPiece || isSeen(part)) : parts
  return (rest.length > 0 ? rest : parts).map(({ outline }) => outline)
}
