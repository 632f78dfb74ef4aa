/** Analysis windows of about 46 ms, and an eighth of that from one to the next: a hop below 6 ms. */
const WINDOW_SECONDS = 0.046
const OVERLAP = 8

/** Samples in a frame: the power of two nearest to the window's length, at least 64. */
export function frameSize(sampleRate: number): number {
  let size = 64
  while (size * Math.SQRT2 < WINDOW_SECONDS * sampleRate) size *= 2
  return size
}

/** Samples from one frame to the next. */
export const frameHop = (sampleRate: number): number => frameSize(sampleRate) / OVERLAP
