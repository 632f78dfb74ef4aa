import { baseOf, extensionOf } from '../files/names.js'
import type { CocoDocument } from './coco/document.js'
import { loadDocument } from './coco/load.js'
import { IMAGE_FORMATS } from './image-folders.js'
import type { Layout } from './layout.js'

/** COCO: JSON files with images, annotations and categories, and the pictures beside them or in a folder below. */
export const coco: Layout = {
  name: 'coco',
  modality: 'image',
  doc: 'COCO: JSON files with images, annotations (boxes, polygons, run-length masks, keypoints, captions) and categories, pictures beside them or below; several over the same pictures are one dataset.',
  async detect(listing) {
    const pictures = new Set(
      listing.files.flatMap(({ path }) => (extensionOf(path) in IMAGE_FORMATS ? [baseOf(path)] : [])),
    )
    const documents: CocoDocument[] = []
    for (const file of listing.files) {
      const document =
        extensionOf(file.path) === 'json' ? await loadDocument(listing.folder, file, pictures) : undefined
      if (document) documents.push(document)
    }
    if (documents.length === 0) return []
    const { cocoSources } = await import('./coco/source.js')
    return cocoSources(listing, documents)
  },
}
