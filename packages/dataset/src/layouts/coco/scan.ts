import type { JsonObject } from '@variegate/core'
import type { Listing } from '../../files/listing.js'
import { extensionOf, folderOf, splitOf } from '../../files/names.js'
import { IMAGE_FORMATS } from '../image-folders.js'
import type { Problem } from '../layout.js'
import type { AnnotationRow, CocoDocument, ImageRow } from './document.js'
import { foldersOf, pictureFinder, type Found } from './find-picture.js'

/** COCO files about the same pictures, as one dataset. */
export interface CocoGroup {
  readonly documents: readonly CocoDocument[]
  readonly pictures: readonly Picture[]
  /** By document: the categories by id. */
  readonly categories: readonly ReadonlyMap<string, JsonObject>[]
  /** Pictures that a row or its neighbours claim; none of them belongs to another layout. */
  readonly claimed: readonly string[]
  readonly problems: readonly Problem[]
}

/** A picture with its row and its annotations' rows in every document that names it. */
export interface Picture {
  /** Path relative to the dataset. */
  readonly path: string
  readonly split: string
  /** Its row by the document's index. */
  readonly images: ReadonlyMap<number, ImageRow>
  readonly parts: readonly Part[]
}

export interface Part {
  /** The document's index in its group. */
  readonly document: number
  readonly row: AnnotationRow
}

/** Match documents with pictures, and put those together that are about the same ones. */
export function scanDocuments(listing: Listing, documents: readonly CocoDocument[]): CocoGroup[] {
  const find = pictureFinder(listing)
  const scanned = documents.map((document) => matchImages(document, find))
  const groups = groupBy(scanned).map((group) => scanGroup(group))
  return claimNeighbours(listing, groups)
}

/** A document whose rows were looked for. */
interface Matched {
  readonly document: CocoDocument
  /** The rows that name a picture, by the picture's path. */
  readonly rows: ReadonlyMap<string, readonly ImageRow[]>
  /** Pictures that rows may have meant. */
  readonly candidates: readonly string[]
  readonly problems: readonly Problem[]
}

function matchImages(document: CocoDocument, find: (json: string, name: string) => Found): Matched {
  const { path: json } = document
  const rows = new Map<string, ImageRow[]>()
  const candidates: string[] = []
  const problems: Problem[] = [...document.problems]
  for (const [index, row] of document.images.entries()) {
    const id = row.id === undefined ? `${json}#images[${index}]` : `${json}#${row.id.text}`
    if (row.fileName === undefined) {
      problems.push({ id, reason: 'Expected a text as file_name of the image but there is none.' })
      continue
    }
    const found = find(json, row.fileName)
    if ('reason' in found) {
      problems.push({ id, reason: found.reason })
      candidates.push(...found.candidates)
      continue
    }
    const { path } = found
    const format = extensionOf(path)
    if (row.id === undefined || (format !== '' && !(format in IMAGE_FORMATS))) {
      candidates.push(path)
      const reason =
        row.id === undefined
          ? `Expected a number or text as id of the image ${path} but there is none.`
          : `Expected a picture as ${Object.keys(IMAGE_FORMATS).join(', ')} but received ${path}.`
      problems.push({ id, reason })
      continue
    }
    const known = rows.get(path)
    if (known) known.push(row)
    else rows.set(path, [row])
  }
  return { document, rows, candidates, problems }
}

/** Put documents together that share a picture, in the order in which they come. */
function groupBy(scanned: readonly Matched[]): Matched[][] {
  const leaders = scanned.map((_, index) => index)
  const leaderOf = (index: number): number => {
    let leader = index
    while (leaders[leader] !== leader) leader = leaders[leader] ?? leader
    leaders[index] = leader
    return leader
  }
  const firstWith = new Map<string, number>()
  for (const [index, { rows }] of scanned.entries()) {
    for (const path of rows.keys()) {
      const first = firstWith.get(path)
      if (first === undefined) firstWith.set(path, index)
      else {
        const [a, b] = [leaderOf(first), leaderOf(index)]
        leaders[Math.max(a, b)] = Math.min(a, b)
      }
    }
  }
  const groups = new Map<number, Matched[]>()
  for (const [index, matched] of scanned.entries()) {
    const leader = leaderOf(index)
    const group = groups.get(leader)
    if (group) group.push(matched)
    else groups.set(leader, [matched])
  }
  return [...groups.values()]
}

function scanGroup(group: readonly Matched[]): CocoGroup {
  const documents = group.map(({ document }) => document)
  const problems = group.flatMap((matched) => matched.problems)
  const parts = new Map<string, Part[]>()
  const images = new Map<string, Map<number, ImageRow>>()
  const refused = new Set<string>()
  for (const [index, matched] of group.entries()) {
    const byId = imagesById(matched, refused, problems)
    for (const [path, [row]] of matched.rows) {
      const known = images.get(path) ?? new Map<number, ImageRow>()
      images.set(path, known)
      if (row) known.set(index, row)
    }
    for (const row of annotationsOf(matched.document, byId, problems)) {
      const path = byId.get(row.image?.text ?? '')
      if (path === undefined) continue
      const list = parts.get(path)
      if (list) list.push({ document: index, row })
      else parts.set(path, [{ document: index, row }])
    }
  }
  const categories = documents.map((document) => categoriesOf(document, problems))
  const pictures: Picture[] = []
  for (const [path, rows] of images) {
    if (refused.has(path)) continue
    const split = splitOfPicture(path, rows, documents)
    if (split.length > 1) {
      problems.push({
        id: path,
        reason: `Expected ${path} in one split but label files name it in ${split.join(' and ')}.`,
      })
      continue
    }
    pictures.push({ path, split: split[0] ?? '', images: rows, parts: parts.get(path) ?? [] })
  }
  const claimed = [...images.keys(), ...group.flatMap(({ candidates }) => candidates)]
  return { documents, pictures, categories, claimed, problems }
}

function splitOfPicture(path: string, rows: ReadonlyMap<number, ImageRow>, documents: readonly CocoDocument[]) {
  const own = splitOf(path)
  if (own !== '') return [own]
  return [...new Set([...rows.keys()].map((index) => splitOf(documents[index]?.path ?? '')))].filter(
    (split) => split !== '',
  )
}

/** The pictures by image id. Where ids or pictures are named twice, nobody knows whose the annotations are: these pictures are refused. */
function imagesById(
  { document, rows }: Matched,
  refused: Set<string>,
  problems: Problem[],
): ReadonlyMap<string, string | undefined> {
  const byId = new Map<string, string | undefined>()
  for (const [path, [row, ...others]] of rows) {
    for (const { id } of row ? [row, ...others] : []) if (id) byId.set(id.text, path)
    if (others.length === 0) continue
    refused.add(path)
    const ids = [row, ...others].map((one) => one?.id?.text).join(', ')
    problems.push({
      id: path,
      reason: `Expected one row for ${path} in ${document.path} but the images ${ids} name it.`,
    })
  }
  const count = new Map<string, number>()
  for (const { id } of document.images) if (id) count.set(id.text, (count.get(id.text) ?? 0) + 1)
  for (const [path, list] of rows) {
    for (const { id } of list) {
      if (!id || count.get(id.text) === 1 || refused.has(path)) continue
      refused.add(path)
      problems.push({
        id: path,
        reason: `Expected one image with the id ${id.text} in ${document.path} but ${count.get(id.text)} have it.`,
      })
    }
  }
  for (const { id } of document.images) if (id && !byId.has(id.text)) byId.set(id.text, undefined)
  return byId
}

/** The annotations of known images; what is wrong with the others, and with ids, is recorded once for each kind of them. */
function annotationsOf(
  { path, annotations }: CocoDocument,
  images: ReadonlyMap<string, string | undefined>,
  problems: Problem[],
): AnnotationRow[] {
  const lost = new Map<string | undefined, number>()
  const ids = new Set<string>()
  const kept = annotations.filter((row) => {
    if (row.id && ids.has(row.id.text)) {
      problems.push({
        id: `${path}#annotation ${row.id.text}`,
        reason: `Expected one annotation with the id ${row.id.text} but there are several; copies get ids of their own, originals keep theirs.`,
      })
    }
    if (row.id) ids.add(row.id.text)
    const image = row.image?.text
    if (image !== undefined && images.has(image)) return true
    lost.set(image, (lost.get(image) ?? 0) + 1)
    return false
  })
  for (const [image, count] of lost) {
    const [where, what] =
      image === undefined ? ['no image', 'no image_id'] : [`image ${image}`, `the image_id ${image}`]
    problems.push({
      id: `${path}#annotations, ${where}`,
      reason: `Expected annotations of images in ${path} but ${count} ${count === 1 ? 'has' : 'have'} ${what}; left out.`,
    })
  }
  return kept
}

/** The categories by id; annotations whose category is unknown or named twice go without a class, which is recorded. */
function categoriesOf(document: CocoDocument, problems: Problem[]): ReadonlyMap<string, JsonObject> {
  const { path, annotations } = document
  const categories = new Map<string, JsonObject>()
  const twice = new Set<string>()
  for (const { row, id } of document.categories) {
    if (id === undefined) continue
    const other = categories.get(id.text)
    if (other && other.name !== row.name) twice.add(id.text)
    categories.set(id.text, row)
  }
  for (const id of twice) {
    categories.delete(id)
    problems.push({
      id: `${path}#category ${id}`,
      reason: `Expected one category with the id ${id} in ${path} but there are several; their annotations keep the number and go without a class name.`,
    })
  }
  const lost = new Map<string, number>()
  for (const { category } of annotations) {
    if (category && !categories.has(category.text) && !twice.has(category.text))
      lost.set(category.text, (lost.get(category.text) ?? 0) + 1)
  }
  for (const [id, count] of lost) {
    problems.push({
      id: `${path}#category ${id}`,
      reason: `Expected the category ${id} of ${count} annotation${count === 1 ? '' : 's'} in ${path} but it is not there; they keep its number and go without a class name.`,
    })
  }
  return categories
}

/** Take pictures that no row names out of the reach of other layouts, where the pictures beside them are named or should be. */
function claimNeighbours(listing: Listing, groups: readonly CocoGroup[]): CocoGroup[] {
  const claimed = new Set(groups.flatMap((group) => group.claimed))
  const owners = new Map<string, number>()
  for (const [index, { documents, claimed: own, pictures }] of groups.entries()) {
    const folders = pictures.length > 0 ? own.map(folderOf) : documents.flatMap(({ path }) => foldersOf(path))
    for (const folder of folders) if (!owners.has(folder)) owners.set(folder, index)
  }
  const more = groups.map((): string[] => [])
  for (const { path } of listing.files) {
    const owner = owners.get(folderOf(path))
    if (extensionOf(path) in IMAGE_FORMATS && owner !== undefined && !claimed.has(path)) more[owner]?.push(path)
  }
  return groups.map((group, index) => {
    const unnamed = more[index] ?? []
    const names = group.documents.map(({ path }) => path).join(' or ')
    const problems = unnamed.map((id) => ({
      id,
      reason: `Expected a row for the picture in ${names} but none names it; left out.`,
    }))
    return { ...group, claimed: [...group.claimed, ...unnamed], problems: [...group.problems, ...problems] }
  })
}
