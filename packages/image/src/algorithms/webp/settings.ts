/** What a quality makes of VP8's steps, choices and filter. */
export interface WebpSettings {
  /** Quantisation steps of luma, of its means and of chroma: the constant coefficient's and the others'. */
  readonly steps: readonly number[]
  /** What predicting blocks of 4x4 one by one costs more than the whole macroblock, as a square error. */
  readonly penalty: number
  /** How strong edges are softened, in [0, 63]. */
  readonly level: number
}

/** Steps of constant coefficients; RFC 6386, section 14.1. */
const CONSTANT = [
  4, 5, 6, 7, 8, 9, 10, 10, 11, 12, 13, 14, 15, 16, 17, 17, 18, 19, 20, 20, 21, 21, 22, 22, 23, 23, 24, 25, 25, 26, 27,
  28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 46, 47, 48, 49, 50, 51, 52, 53, 54,
  55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 76, 77, 78, 79, 80, 81, 82,
  83, 84, 85, 86, 87, 88, 89, 91, 93, 95, 96, 98, 100, 101, 102, 104, 106, 108, 110, 112, 114, 116, 118, 122, 124, 126,
  128, 130, 132, 134, 136, 138, 140, 143, 145, 148, 151, 154, 157,
]

/** Steps of all others, as runs that grow by the same number: from, to, by. */
const OTHERS = [
  [4, 58, 1],
  [60, 116, 2],
  [119, 173, 3],
  [177, 229, 4],
  [234, 239, 5],
  [245, 249, 4],
  [254, 284, 5],
].flatMap(([from = 0, to = 0, by = 1]) => Array.from({ length: (to - from) / by + 1 }, (_, at) => from + at * by))

/** The strength, twice as strong as the middle one, that libwebp filters with where nothing else is said, of 256. */
const STRENGTH = 300

/** Settings as libwebp chooses them for a quality in [1, 100], without its differences between parts of an image. */
export function webpSettings(quality: number): WebpSettings {
  const index = quantiserIndex(quality / 100)
  const constant = CONSTANT[index] ?? 4
  const others = OTHERS[index] ?? 4
  const mean = (constant + 15 * others + 8) >> 4
  const level = Math.floor((Math.min(63, others >> 2) * STRENGTH) / 256)
  return {
    steps: [
      constant,
      others,
      2 * constant,
      Math.max(8, Math.floor((others * 155) / 100)),
      CONSTANT[Math.max(0, Math.min(117, index - 2))] ?? 4,
      others,
    ],
    penalty: Math.floor((1000 * mean * mean) / 256),
    level: level < 2 ? 0 : Math.min(63, level),
  }
}

/** libwebp's curve, 127 (1 - cbrt(c)) cut off, where c is 2 / 3 of a quality below 0.75 and 2 quality - 1 above; found without a root. */
function quantiserIndex(quality: number): number {
  const kept = quality < 0.75 ? (quality * 2) / 3 : 2 * quality - 1
  let index = 0
  while (index < 127 && (1 - (index + 1) / 127) ** 3 >= kept) index++
  return index
}
