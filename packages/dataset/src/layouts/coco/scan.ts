import type { JsonObject } from '@variegate/core'
import type { Listing } from '../../files/listing.js'
import { extensionOf, folderOf, splitOf } from '../../files/names.js'
import { IMAGE_FORMATS } from '../image-folders.js'
import type { Problem } from '../layout.js'
import type { AnnotationRow, CocoDocument, ImageRow } from './document.js'
import { annotationsOf, categoriesOf, imagesById, type Matched } from './check-rows.js'
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
