import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { mediaKind } from '../files/kinds.js'
import { baseOf, fold, folderOf } from '../files/names.js'
import type { Taken } from './unrecognised.js'

/** Words that name pictures of labels: a folder whose name has no other words, or a file's first or last word. */
const TARGETS = new Set(
  'mask masks label labels annotation annotations annot annots seg segs segm segmentation segmentations segmentationclass segmentationobject segmentationclassaug gt groundtruth ground truth truths instance instances semantic trimap trimaps matte mattes alpha target targets labelids labeltrainids instanceids gtfine depth'.split(
    ' ',
  ),
)

/** Words that name the pictures which labels are about, and those that say nothing of a folder's class. */
const INPUTS = new Set(
  'image images img imgs picture pictures photo photos frame frames input inputs jpegimages rgb sat satellite train training val valid validation dev test testing tr ts tif png jpg data'.split(
    ' ',
  ),
)

/** The most colours or greys of a picture that is drawn from a list of classes. */
const FEW_VALUES = 64

/** Larger files are not looked into. */
const MOST_BYTES = 50_000_000

/** How many pixels of a picture are counted. */
const MOST_COUNTED = 200_000

/** How many pairs of folders and of files are looked at. */
const MOST_PAIRS = 16
const LOOKED_AT = 5

/** A name that stands in more folders than this is a number. */
const MOST_FOLDERS = 8

interface Pair {
  readonly input: string
  readonly target: string
  /** Files of the two folders with the same name: the input's and the target's. */
  readonly shared: readonly (readonly [string, string])[]
  /** Of how many files in the smaller folder. */
  readonly of: number
  /** Whether one is named by words for labels, and the other is not. */
  readonly isNamed: boolean
  /** Whether two folders have the same names, all of them, and more than numbers. */
  readonly isTwin: boolean
}

/**
 * Find pictures, sounds or clips that would be read as classes though they come in pairs: folders with the same names of files, one of them
 * named like labels, or drawn in few colours, or of the same sizes picture by picture. Numbers alone are no evidence, as classes count alike.
 */
export async function pairedFolders({ folder, sources }: Taken): Promise<string[]> {
  const classed = new Set(
    sources.flatMap(({ foldersAreClasses, entries }) => (foldersAreClasses ? entries : [])).map(({ id }) => id),
  )
  const paths = [...new Set(sources.flatMap(({ entries }) => entries.map(({ id }) => id)))].filter(
    (path) => mediaKind(path) !== undefined,
  )
  const pairs = [...pairsOf(paths), ...pairsWithin(paths)].filter(({ shared }) =>
    shared.some(([input, target]) => classed.has(input) || classed.has(target)),
  )
  const looks = new Map<string, Promise<Look | undefined>>()
  const look = (path: string): Promise<Look | undefined> => {
    const known = looks.get(path) ?? lookAt(join(folder, path))
    looks.set(path, known)
    return known
  }
  const sentences: string[] = []
  for (const pair of pairs.toSorted((a, b) => Number(b.isNamed) - Number(a.isNamed)).slice(0, MOST_PAIRS)) {
    const sentence = await judge(pair, look)
    if (sentence !== undefined) sentences.push(sentence)
  }
  return sentences.length > 0 ? sentences : namedAlone(paths, classed)
}

/** Say what speaks for a pair; nothing where it may as well be two classes. */
async function judge(
  { input, target, shared, of, isNamed, isTwin }: Pair,
  look: (path: string) => Promise<Look | undefined>,
): Promise<string | undefined> {
  const step = Math.max(1, Math.floor(shared.length / LOOKED_AT))
  const chosen = shared.filter((_, index) => index % step === 0).slice(0, LOOKED_AT)
  const seen = await Promise.all(chosen.map(async ([a, b]) => [await look(a), await look(b)] as const))
  const both = seen.flatMap(([a, b]) => (a && b ? [[a, b] as const] : []))
  const isSame = both.length > 0 && both.every(([a, b]) => a.size === b.size)
  const few = (side: 0 | 1) => both.length > 0 && both.every((pair) => pair[side].isFlat)
  const sizes = new Set(both.map(([a]) => a.size)).size
  const isDrawn = isSame && few(0) !== few(1) && shared.length > 1
  const isPairedBySize = isSame && both.length > 3 && sizes > 2
  if (!(isDrawn || isPairedBySize || isTwin || (isNamed && (isSame || few(1) || both.length === 0)))) return undefined
  const [[first = '', second = ''] = []] = shared
  const [flat, other] = few(0) && !few(1) ? [input, target] : [target, input]
  const evidence = [
    ...(isSame ? [`are of the same size`] : []),
    ...(isDrawn && input !== target ? [`those in ${show(flat)} have at most ${FEW_VALUES} colours`] : []),
  ].join(' and ')
  return input === target
    ? `${shared.length} files in ${show(input)} are named after another (${baseOf(second)} after ${baseOf(first)})${evidence === '' ? '' : ` and ${evidence}`}; they look like masks or other labels of the pictures, not like samples.`
    : `${show(other)} and ${show(flat)} share ${shared.length} of ${of} names (${first} and ${second})${evidence === '' ? '' : `; the ones looked at ${evidence}`}; they look like samples and their ${isDrawn || isNamed ? 'masks or other labels' : 'counterparts'}, not like two classes.`
}

const show = (folder: string): string => (folder === '' ? 'the dataset' : `${folder}/`)

/** Folders of one kind of media whose files have the same names, nearly all of them. */
function pairsOf(paths: readonly string[]): Pair[] {
  const byKey = new Map<string, string[]>()
  const sizes = new Map<string, number>()
  for (const path of paths) {
    const key = `${mediaKind(path)}:${keyOf(path)}`
    const others = byKey.get(key)
    if (others) others.push(path)
    else byKey.set(key, [path])
    sizes.set(folderOf(path), (sizes.get(folderOf(path)) ?? 0) + 1)
  }
  const isOfTwo = ([path]: readonly [string, string]): boolean =>
    byKey.get(`${mediaKind(path)}:${keyOf(path)}`)?.length === 2
  const shared = new Map<string, [string, string][]>()
  for (const alike of byKey.values()) {
    const one = [...new Map(alike.toReversed().map((path) => [folderOf(path), path])).values()].reverse()
    if (one.length > MOST_FOLDERS) continue
    for (const [index, a] of one.entries()) {
      for (const b of one.slice(index + 1)) {
        const pair = isTarget(folderOf(a)) && !isTarget(folderOf(b)) ? ([b, a] as const) : ([a, b] as const)
        const key = pair.map(folderOf).join('\n')
        const list = shared.get(key) ?? []
        list.push([...pair])
        shared.set(key, list)
      }
    }
  }
  return [...shared.values()].flatMap((list): Pair[] => {
    const [input = '', target = ''] = (list[0] ?? []).map(folderOf)
    const of = Math.min(sizes.get(input) ?? 0, sizes.get(target) ?? 0)
    const isNamed = isTarget(target) && !isTarget(input)
    const most = Math.max(sizes.get(input) ?? 0, sizes.get(target) ?? 0)
    const isTwin = list.length === most && most > 2 && list.every(isOfTwo) && !areNumbers(list.map(([path]) => path))
    return list.length * 5 >= of * 4 || (isNamed && list.length * 2 >= of)
      ? [{ input, target, shared: list, of, isNamed, isTwin }]
      : []
  })
}

/** Files named after another in their folder, by a word for labels: `001.jpg` or `001_image.jpg`, and `001_mask.png` or `mask_001.png`. */
function pairsWithin(paths: readonly string[]): Pair[] {
  const isLabel = (path: string): boolean => {
    const words = wordsOf(stemOf(path))
    return words.length > 1 && [words[0], words.at(-1)].some((word = '') => TARGETS.has(word))
  }
  const inputs = new Map<string, string>()
  for (const path of paths) if (!isLabel(path)) inputs.set(`${folderOf(path)}/${keyOf(path)}`, path)
  const shared = new Map<string, [string, string][]>()
  for (const path of paths.filter(isLabel)) {
    const input = inputs.get(`${folderOf(path)}/${keyOf(path)}`)
    if (input === undefined) continue
    const list = shared.get(folderOf(path)) ?? []
    list.push([input, path])
    shared.set(folderOf(path), list)
  }
  return [...shared].map(([folder, list]) => ({
    input: folder,
    target: folder,
    shared: list,
    of: list.length,
    isNamed: list.length > 2,
    isTwin: false,
  }))
}

/** Folders called images and masks side by side, whatever their files are called. */
function namedAlone(paths: readonly string[], classed: ReadonlySet<string>): string[] {
  const folders = [...new Set(paths.map(folderOf))]
  for (const target of folders.filter(isTarget)) {
    const input = folders.find(
      (other) =>
        !isTarget(other) &&
        folderOf(other) === folderOf(target) &&
        /^(images?|imgs?|jpegimages|inputs?|frames|pictures|photos)$/i.test(baseOf(other)),
    )
    if (input !== undefined && paths.some((path) => classed.has(path) && folderOf(path) === target))
      return [
        `The folders ${show(input)} and ${show(target)} look by their names like samples and their labels, not like two classes.`,
      ]
  }
  return []
}

/** Whether names differ by a number alone, as those of pictures in classes do; copies that were made of them count as they do. */
function areNumbers(paths: readonly string[]): boolean {
  const rests = new Set(
    paths.map((path) =>
      stemOf(path)
        .replace(/(\.aug\d+)+(-\d+)?$/, '')
        .replace(/\d+/g, '#'),
    ),
  )
  return rests.size === 1
}

const stemOf = (path: string): string => fold(baseOf(path).replace(/\.[^.]*$/, ''))

const wordsOf = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')

/** What is left of a file's name without words for pictures and labels. */
function keyOf(path: string): string {
  const stem = stemOf(path)
  return (
    wordsOf(stem)
      .filter((word) => !TARGETS.has(word) && !INPUTS.has(word))
      .join('_') || stem
  )
}

/** Whether a folder, or one above it, is named by words for labels and nothing else. */
const isTarget = (folder: string): boolean =>
  folder.split('/').some((name) => {
    const words = fold(name)
      .split(/[^\p{L}]+/u)
      .filter((word) => word !== '')
    return words.some((word) => TARGETS.has(word)) && words.every((word) => TARGETS.has(word) || INPUTS.has(word))
  })

/** What a look at a file tells: how large its content is, and whether it has few colours. */
interface Look {
  readonly size: string
  readonly isFlat: boolean
}

async function lookAt(path: string): Promise<Look | undefined> {
  const { size } = await stat(path)
  if (mediaKind(path) !== 'image') return { size: String(size), isFlat: false }
  if (size > MOST_BYTES) return undefined
  try {
    const file = await readFile(path)
    const { readImage } = await import('@variegate/image/node')
    const { width, height, channels, data } = await readImage(file, { maxPixels: 30_000_000 })
    const colours = new Set<string>()
    const step = channels * Math.ceil((width * height) / MOST_COUNTED)
    for (let at = 0; at < data.length && colours.size <= FEW_VALUES; at += step)
      colours.add(data.subarray(at, at + channels).join())
    return { size: `${width}x${height}`, isFlat: colours.size <= FEW_VALUES }
  } catch {
    // Damaged files are recorded when their turn comes.
    return undefined
  }
}
