import { join } from 'node:path'
import { mediaKind } from '../files/kinds.js'
import { readHead } from '../files/listing.js'
import { baseOf, extensionOf, fold, folderOf } from '../files/names.js'
import { emptyLabelFiles } from './empty-label-files.js'
import type { Source } from './layout.js'
import type { Taken } from './unrecognised.js'

/** Files that belong to a dataset's paperwork and hold no labels. */
const PAPERWORK =
  /^((readme|licen[cs]e|copying|notice|changelog|citation|authors|credits)(\.(txt|cff))?|thumbs\.db|desktop\.ini|dataset_infos?\.json|package(-lock)?\.json|(md5|sha\d+|check)_?sums?(\.txt)?)$|\.(md|rst|pdf|html?|css|js|ts|py|ipynb|sh|bat|log|md5|sha1|sha256|sha512|lock|toml|bib|zip|gz|tar|7z|rar)$/i

/** Endings of files that hold data or labels, whatever their names. */
const DATA =
  /\.(csv|tsv|json|jsonl|ndjson|geojson|xml|parquet|arrow|feather|xlsx?|mat|h5|hdf5|npy|npz|pkl|pickle|tfrecord|conll|names|srt|vtt|ass|textgrid|lab|rttm|eaf|jams|ann|stm|ctm)$/i

/** Names that lists of labels go by in text and YAML files, which may be anything. */
const LABEL_LIST =
  /^(classes|labels?|categories|annotations?|metadata|transcripts?|captions?|targets?|ground_?truth|gt|obj)([._-].*)?\.(txt|ya?ml|data|dat)$|^(data|dataset)\.ya?ml$/i

/** How many bytes and lines of a file are looked at. */
const HEAD = 16384
const LINES = 20

/** Find files that look like labels of the samples but were taken by no layout, or as samples of their own. */
export async function lostLabels({ folder, left, sources }: Taken): Promise<string[]> {
  const samples = samplesByStem(sources)
  const groups = new Map<string, Group>()
  const note = (key: string, group: Omit<Group, 'count'>): void => {
    const known = groups.get(key)
    if (known) known.count++
    else groups.set(key, { ...group, count: 1 })
  }
  for (const { path } of left) {
    if (PAPERWORK.test(baseOf(path))) continue
    const sample = sampleOf(path, samples)
    if (sample !== undefined) note(`stem ${extensionOf(path)}`, { path, sample })
    else if (DATA.test(path) || LABEL_LIST.test(baseOf(path)) || (await namesSamples(folder, path, samples.names)))
      note(`data ${path}`, { path })
  }
  for (const path of sideTables(sources, samples)) {
    const sample = sampleOf(path, samples)
    if (sample !== undefined) note(`stem ${extensionOf(path)}`, { path, sample })
  }
  for (const source of sources) {
    if (samples.media.size === 0 || (source.modality !== 'text' && source.modality !== 'series')) continue
    for (const path of source.files) {
      // Tables of a series' own name series.
      if ((await namesSamples(folder, path, samples.media)) || (await countsSamples(folder, path, samples)))
        note(`data ${path}`, { path, layout: source.layout })
    }
  }
  const sentences: string[] = []
  for (const group of groups.values()) sentences.push(await say(folder, group, samples.names))
  return shorten([...emptyLabelFiles(sources), ...sentences])
}

interface Group {
  readonly path: string
  /** The sample that shares the name. */
  readonly sample?: string
  /** The layout that has taken it as samples of their own. */
  readonly layout?: string
  count: number
}

interface Samples {
  /** Files of one sample each, by their folded names without ending, and those without folder. */
  readonly byStem: ReadonlyMap<string, string>
  /** Their folded names with ending, without folder. */
  readonly names: ReadonlySet<string>
  /** Those of pictures, sounds and clips. */
  readonly media: ReadonlySet<string>
}

function samplesByStem(sources: readonly Source[]): Samples {
  const files = sources.flatMap(({ entries, files: own }) => {
    const known = new Set(own)
    return entries.flatMap(({ id }) => (known.has(id) ? [id] : []))
  })
  // Where a series and a clip share a name, the table is the clip's.
  const ordered = files.toSorted((a, b) => Number(mediaKind(a) !== undefined) - Number(mediaKind(b) !== undefined))
  return {
    byStem: new Map(
      ordered.flatMap((path) => [
        [stemOf(path), path],
        [`${folderOf(path)}/${stemOf(path)}`, path],
      ]),
    ),
    names: new Set(files.map((path) => fold(baseOf(path)))),
    media: new Set(files.filter((path) => mediaKind(path) !== undefined).map((path) => fold(baseOf(path)))),
  }
}

/** A name without folder and ending, as file systems that fold names see it. */
const stemOf = (path: string): string => fold(baseOf(path).replace(/\.[^.]*$/, ''))

/** The names that a file may share with a sample: `a.txt`, `a.jpg.txt` and `a.person.xml` are about `a`. */
function stemsOf(path: string): string[] {
  const stems = [stemOf(path)]
  for (let stem = stems[0] ?? ''; stem.includes('.');) {
    stem = stem.slice(0, stem.lastIndexOf('.'))
    if (stem !== '') stems.push(stem)
  }
  return stems
}

/** The sample that a file shares its name with: one beside it, or else one elsewhere. */
const sampleOf = (path: string, { byStem }: Samples): string | undefined =>
  stemsOf(path).flatMap((stem) => byStem.get(`${folderOf(path)}/${stem}`) ?? byStem.get(stem) ?? [])[0]

/** Series and texts with the name of a clip or picture beside them. */
function sideTables(sources: readonly Source[], { byStem }: Samples): string[] {
  const tables = sources
    .filter(({ modality }) => modality === 'series' || modality === 'text')
    .flatMap(({ files }) => files)
  return [...new Set(tables)].filter((path) => {
    const sample = byStem.get(`${folderOf(path)}/${stemOf(path)}`)
    return sample !== undefined && mediaKind(sample) !== undefined
  })
}

/** Whether most of a file's first lines name a sample's file. */
async function namesSamples(folder: string, path: string, names: ReadonlySet<string>): Promise<boolean> {
  if (names.size === 0) return false
  const lines = (await readHead(join(folder, path), HEAD))
    .split(/\r?\n/)
    .slice(0, LINES)
    .filter((line) => line.trim() !== '')
  const naming = lines.filter((line) => fileNamedIn(line, names) !== undefined)
  return naming.length > 0 && naming.length * 2 >= lines.length - 1
}

/** Columns that name what a row is about. */
const NAME_COLUMN = /^(id|image|image_?id|img|file|file_?name|name|path|key|uid|clip|audio|video)$/i

/** Whether the first column of a table names samples by their files' names without ending, e.g. `id,label` about 1.png, 2.png. */
async function countsSamples(folder: string, path: string, { byStem }: Samples): Promise<boolean> {
  const [header, ...rows] = (await readHead(join(folder, path), HEAD))
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, LINES)
    .map((line) => (line.split(/[,;\t]/)[0] ?? '').replaceAll('"', '').trim())
  if (!NAME_COLUMN.test(header ?? '') || rows.length === 0) return false
  return rows.every((cell) => mediaKind(byStem.get(fold(cell)) ?? '') !== undefined)
}

/** The first file name in a line, with its folders as they stand there. */
const fileNamedIn = (line: string, names: ReadonlySet<string>): string | undefined =>
  line.split(/["'\t,;|]|\s*:\s+|\s+(?=\S)/).find((word) => names.has(fold(baseOf(word.trim().replaceAll('\\', '/')))))

async function say(folder: string, group: Group, names: ReadonlySet<string>): Promise<string> {
  const { path, sample, count, layout } = group
  const head = await readHead(join(folder, path), HEAD)
  const kind = kindOf(path, head)
  if (sample !== undefined) {
    const files = count === 1 ? '1 file' : `${count} files`
    const share = count === 1 ? 'shares its name with a sample' : 'share their names with samples'
    return `${files} .${extensionOf(path)} ${share} (${path} with ${sample})${kind === undefined ? '' : ` and ${count === 1 ? 'looks' : 'look'} like ${kind}`}.`
  }
  const named = head
    .split(/\r?\n/)
    .slice(0, LINES)
    .flatMap((line) => fileNamedIn(line, names) ?? [])[0]
  const mentions = named === undefined ? '' : ` and names samples ("${named.trim()}")`
  const looks = kind === undefined ? '' : `; it looks like ${kind}`
  return layout === undefined
    ? `${path} belongs to no layout${mentions}${columnsOf(path, head)}${looks}.`
    : `${path} would be read as samples of its own (${layout})${mentions}${columnsOf(path, head)}${looks}.`
}

/** What a file of labels is usually called, by its name and its beginning. */
function kindOf(path: string, head: string): string | undefined {
  const name = baseOf(path).toLowerCase()
  const ending = extensionOf(path)
  const [line = ''] = head.split(/\r?\n/)
  if (name.startsWith('metadata.')) return 'Hugging Face metadata'
  if (/^(data|dataset)\.ya?ml$/.test(name)) return 'the description of a YOLO dataset'
  if (ending === 'names' || /^(classes|labels|categories)\.txt$/.test(name)) return 'a list of classes'
  if (ending === 'xml' && head.includes('<annotation')) return 'Pascal VOC labels'
  if (ending === 'json' && head.includes('"shapes"')) return 'LabelMe labels'
  if (ending === 'json' && head.includes('"categories"')) return 'COCO labels'
  if (ending === 'textgrid' || head.includes('ooTextFile')) return 'a Praat TextGrid'
  if (ending === 'rttm') return 'speaker turns (RTTM)'
  if (ending === 'srt' || ending === 'vtt') return 'subtitles'
  if (ending === 'lab') return 'phone or beat labels'
  if (ending === 'txt' && /^\d+(\s+-?[\d.]+(e-?\d+)?){4,}\s*$/i.test(line)) return 'YOLO labels'
  if (ending === 'txt' && /^\S+(\s+-?[\d.]+){14,15}\s*$/.test(line)) return 'KITTI labels'
  return undefined
}

/** The columns of a table, as people who know it will know it again. */
function columnsOf(path: string, head: string): string {
  if (!/\.(csv|tsv)$/i.test(path)) return ''
  const [line = ''] = head.replace(/^\uFEFF/, '').split(/\r?\n/)
  const cells = line.split(/[,;\t]/).map((cell) => cell.replaceAll('"', '').trim())
  return ` (columns ${cells.slice(0, 6).join(', ')}${cells.length > 6 ? ', …' : ''})`
}

/** The first sentences, and how many more there are. */
function shorten(sentences: readonly string[]): string[] {
  const shown = 12
  const more = sentences.length - shown
  return more <= 0 ? [...sentences] : [...sentences.slice(0, shown), `${more} more files like these.`]
}
