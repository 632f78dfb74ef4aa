import { VariegateError } from '@variegate/core'
import { imageFrom, type Image, type Instance } from '@variegate/image'
import { readImage } from '@variegate/image/node'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeAtomically } from '../../files/atomic.js'
import type { Listing } from '../../files/listing.js'
import { copyNamer, extensionOf } from '../../files/names.js'
import { IMAGE_FORMATS } from '../image-folders.js'
import type { Entry, Row, Source } from '../layout.js'
import { copyOriginal } from '../media.js'
import { encodePixels } from '../pixels.js'
import { parseRow, type CocoDocument, type ImageRow } from './document.js'
import { fileNameOf } from './file-name.js'
import { imageIds } from './ids.js'
import { instanceOf, type Annotation } from './instance.js'
import { joinDocuments } from './join.js'
import { objectsOf, type CocoObjects } from './objects.js'
import { scanDocuments, type CocoGroup, type Picture } from './scan.js'
import { carriedRow, idJson, objectRow, rowText } from './write-row.js'

/** Make sources of COCO documents and the pictures that they name: documents about the same pictures are one. */
export const cocoSources = (listing: Listing, documents: readonly CocoDocument[]): Source<Image>[] =>
  scanDocuments(listing, documents).map((group) => cocoSource(listing, group))

function cocoSource({ folder, whole }: Listing, group: CocoGroup): Source<Image> {
  const { documents, pictures, claimed, problems } = group
  const entries = pictures.map(({ path, split }, index): Entry => ({ id: path, index, split }))
  const byPath = new Map(pictures.map((picture) => [picture.path, picture]))
  const pictureOf = (id: string): Picture => {
    const picture = byPath.get(id)
    if (picture) return picture
    throw new VariegateError(
      `Expected a picture of ${documents.map(({ path }) => path).join(', ')} but received ${id}.`,
    )
  }
  const nameOf = whole?.nameCopy ?? copyNamer(pictures.map(({ path }) => path))
  const ids = documents.flatMap(({ images }) => images.map(({ id }) => id))
  const idOf = imageIds(ids, entries.length)

  return {
    layout: 'coco',
    modality: 'image',
    root: documents[0]?.path ?? '',
    files: [...documents.map(({ path }) => path), ...new Set(claimed)],
    entries,
    problems,
    labelsOf: ({ labels }) => (labels.instances ?? []).flatMap(({ label }) => (label === undefined ? [] : [label])),
    async read(entry) {
      const picture = pictureOf(entry.id)
      const raster = await readImage(readFileSync(join(folder, entry.id)))
      for (const [document, row] of picture.images) checkSize(row, raster, documents[document]?.path ?? '')
      const instances = objectsOf(group, picture).objects.map((rows, place) => instanceOf(rows, raster, place))
      return imageFrom(raster, { instances }, { id: entry.id })
    },
    async write(entry, copy, image, output) {
      const picture = pictureOf(entry.id)
      const target = nameOf(entry.id, copy)
      const format = IMAGE_FORMATS[extensionOf(entry.id)] ?? 'png'
      const sha256 = writeAtomically(output, target, await encodePixels(image, format))
      const idIn = (document: number): string => {
        const { id } = rowOf(picture, document)
        return id ? idJson(idOf(id, entry.index, copy), id.isText) : 'null'
      }
      const known = new Map<string, CocoObjects>()
      const objectsIn = (id: string): CocoObjects => {
        const objects = known.get(id) ?? objectsOf(group, pictureOf(id))
        known.set(id, objects)
        return objects
      }
      const owners = (image.labels.instances ?? []).map((instance) => ({
        instance,
        rows: rowsOf(instance, instance.source ?? entry.id, objectsIn),
      }))
      const own = objectsIn(entry.id).carried
      const labelled = owners.map(({ instance, rows }): Row => {
        const value = rows.map((annotation) => objectRow(annotation, instance, idIn(annotation.document), copy))
        return { kind: 'annotations', value }
      })
      const carried = own.map((annotation): Row => {
        const value = [carriedRow(annotation, idIn(annotation.document), copy)]
        return { kind: 'annotations', value }
      })
      // A document that does not name this picture does so once it has an object of a partner.
      const named = new Set([
        ...picture.images.keys(),
        ...owners.flatMap(({ rows }) => rows.map((row) => row.document)),
      ])
      const images = [...named].map((document): Row => {
        const row = rowOf(picture, document)
        const changes = {
          id: idIn(document),
          file_name: JSON.stringify(fileNameOf(row.fileName ?? '', entry.id, target)),
          width: String(image.width),
          height: String(image.height),
        }
        return { kind: 'images', value: [document, rowText(row.text, changes, ['width', 'height'])] }
      })
      return { output: target, sha256, rows: [...images, ...labelled, ...carried] }
    },
    async writeOriginal(entry, output) {
      const { images, parts } = pictureOf(entry.id)
      const written = await copyOriginal(folder, entry.id, output)
      const named = [...images].map(([document, { text }]): Row => ({ kind: 'images', value: [document, text] }))
      const labelled = parts.map(({ document, row }): Row => ({ kind: 'annotations', value: [[document, row.text]] }))
      return { ...written, rows: [...named, ...labelled] }
    },
    join: (rows, output) => joinDocuments(documents, rows, output),
  }
}

/** A picture's row in a document, or in the first where that one has none. */
function rowOf({ path, images }: Picture, document: number): ImageRow {
  const row = images.get(document) ?? images.values().next().value
  if (row) return row
  throw new VariegateError(`Expected a row of the image ${path}.`)
}

/** Find the rows of an instance among those of the picture that it came from. */
function rowsOf({ id }: Instance, owner: string, objectsIn: (id: string) => CocoObjects): readonly Annotation[] {
  const rows = objectsIn(owner).objects[Number(id)]
  if (rows) return rows
  throw new VariegateError(`Expected instance ${String(id)} among the annotations of ${owner}.`)
}

function checkSize(
  { text }: ImageRow,
  raster: { readonly width: number; readonly height: number },
  path: string,
): void {
  const { width, height } = parseRow(text)
  const fits = [
    [width, raster.width],
    [height, raster.height],
  ].every(([said, found]) => said === undefined || said === null || said === found)
  if (!fits) {
    throw new VariegateError(
      `Expected a picture of ${String(width)}x${String(height)} px, as ${path} says, but it is ${raster.width}x${raster.height}.`,
    )
  }
}
