import { isJsonObject, VariegateError, type Json, type JsonObject } from '@variegate/core'
import { imageFrom, type Image } from '@variegate/image'
import { readImage } from '@variegate/image/node'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { streamAtomically, writeAtomically } from '../files/atomic.js'
import type { Listing } from '../files/listing.js'
import { copyId, copyName, copyNumber, extensionOf, folderOf, splitOf } from '../files/names.js'
import { annotationRow, instanceOf, type Annotation, type Category } from './coco-annotations.js'
import { encodePixels } from './pixels.js'
import { IMAGE_FORMATS } from './image-folders.js'
import type { Entry, Problem, Row, Source } from './layout.js'
import { copyOriginal } from './media.js'

interface CocoImage {
  readonly row: JsonObject
  /** Path relative to the dataset. */
  readonly path: string
  readonly annotations: readonly Annotation[]
}

/** Make a source of a COCO document and the pictures that it names. */
export function cocoSource(listing: Listing, path: string, document: JsonObject): Source<Image> {
  const { folder } = listing
  const root = folderOf(path)
  const problems: Problem[] = []
  const rows = objects(document.images)
  const categories = new Map(objects(document.categories).map((row): [string, Category] => [String(row.id), row]))
  const byImage = new Map<string, Annotation[]>()
  for (const [index, row] of objects(document.annotations).entries()) {
    const key = String(row.image_id)
    byImage.set(key, [...(byImage.get(key) ?? []), { index, row, category: categories.get(String(row.category_id)) }])
  }
  const images: CocoImage[] = []
  const entries: Entry[] = []
  for (const row of rows) {
    const name = typeof row.file_name === 'string' ? row.file_name : ''
    const found = findImage(listing, path, name)
    if (found === undefined) {
      problems.push({
        id: `${path}#${String(row.id)}`,
        reason: `Expected the picture "${name}" beside ${path} or below its folder but it is not there.`,
      })
      continue
    }
    entries.push({ id: found, index: entries.length, split: splitOf(found) || splitOf(path) })
    images.push({ row, path: found, annotations: byImage.get(String(row.id)) ?? [] })
  }
  const most = (list: readonly JsonObject[]) =>
    list.reduce((high, { id }) => (typeof id === 'number' ? Math.max(high, id) : high), 0)
  const mostImage = most(rows)
  const annotationRows = objects(document.annotations)
  const mostAnnotation = most(annotationRows)
  const imageOf = (entry: Entry): CocoImage => {
    const image = images[entry.index]
    if (!image) throw new VariegateError(`Expected image ${entry.index} in ${path}.`)
    return image
  }

  return {
    layout: 'coco',
    modality: 'image',
    root: path,
    files: [path, ...images.map((image) => image.path)],
    entries,
    problems,
    labelsOf: ({ labels }) => (labels.instances ?? []).flatMap(({ label }) => (label === undefined ? [] : [label])),
    async read(entry) {
      const { row, annotations } = imageOf(entry)
      const raster = await readImage(readFileSync(join(folder, entry.id)))
      const fits =
        (row.width === undefined || row.width === raster.width) &&
        (row.height === undefined || row.height === raster.height)
      if (!fits) {
        throw new VariegateError(
          `Expected a picture of ${String(row.width)}x${String(row.height)} px, as ${path} says, but it is ${raster.width}x${raster.height}.`,
        )
      }
      const instances = annotations.map((annotation, place) => instanceOf(annotation, raster, place))
      return imageFrom(raster, { instances }, { id: entry.id })
    },
    async write(entry, copy, image, output) {
      const { row, annotations } = imageOf(entry)
      const target = copyName(entry.id, copy)
      const format = IMAGE_FORMATS[extensionOf(entry.id)] ?? 'png'
      const sha256 = writeAtomically(output, target, await encodePixels(image, format))
      const id: Json =
        typeof row.id === 'number'
          ? mostImage + copyNumber(entry.index, copy, entries.length)
          : copyId(String(row.id), copy)
      const imageRow = {
        ...row,
        id,
        file_name: copyName(String(row.file_name), copy),
        width: image.width,
        height: image.height,
      }
      const labelled = (image.labels.instances ?? []).map((instance): Row => {
        const annotation = annotations[Number(instance.id)]
        if (!annotation)
          throw new VariegateError(`Expected instance ${String(instance.id)} among the annotations of ${entry.id}.`)
        const number = mostAnnotation + copyNumber(annotation.index, copy, annotationRows.length)
        return { kind: 'annotations', value: annotationRow(annotation, instance, image, number, id) }
      })
      return { output: target, sha256, rows: [{ kind: 'images', value: imageRow }, ...labelled] }
    },
    async writeOriginal(entry, output) {
      const { row, annotations } = imageOf(entry)
      const written = await copyOriginal(folder, entry.id, output)
      const labelled = annotations.map((annotation): Row => ({ kind: 'annotations', value: annotation.row }))
      return { ...written, rows: [{ kind: 'images', value: row }, ...labelled] }
    },
    join: (joined, output) => streamAtomically(output, path, writeDocument(document, joined)),
  }

  /** A picture stands beside the JSON, in images/, in a folder named like the JSON, or in images/ beside its folder. */
  function findImage({ files }: Listing, json: string, name: string): string | undefined {
    // A name that leads out of the dataset is never followed.
    if (name === '' || name.startsWith('/') || name.split(/[/\\]/).includes('..')) return undefined
    const known = new Set(files.map((file) => file.path))
    const stem = json.slice(root === '' ? 0 : root.length + 1).replace(/\.json$/, '')
    const split = stem.replace(/^(instances|person_keypoints|captions)_/, '')
    const above = folderOf(root)
    const folders = [
      root,
      inside(root, 'images'),
      inside(root, stem),
      inside(root, split),
      inside(inside(root, 'images'), split),
      above,
      inside(above, 'images'),
      inside(above, split),
      inside(inside(above, 'images'), split),
    ]
    return folders.map((place) => inside(place, name)).find((place) => known.has(place))
  }
}

const inside = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)

/** Write the document anew: fields as they came, the two lists from the rows. */
async function* writeDocument(document: JsonObject, rows: () => AsyncIterable<Row>): AsyncGenerator<string> {
  let before = '{'
  for (const [key, value] of Object.entries(document)) {
    yield `${before}${JSON.stringify(key)}: `
    before = ',\n'
    if (key !== 'images' && key !== 'annotations') {
      yield JSON.stringify(value)
      continue
    }
    yield '['
    let first = true
    for await (const row of rows()) {
      if (row.kind !== key) continue
      yield `${first ? '\n' : ',\n'}${JSON.stringify(row.value)}`
      first = false
    }
    yield first ? ']' : '\n]'
  }
  yield '}\n'
}

const objects = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? (value as readonly Json[]).filter(isJsonObject) : []
