import { isJsonObject, type Json } from '@variegate/core'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { extensionOf } from '../files/names.js'
import type { Layout } from './layout.js'

/** COCO: one JSON file with images, annotations and categories, and the pictures beside it or in a folder below. */
export const coco: Layout = {
  name: 'coco',
  modality: 'image',
  doc: 'COCO: a JSON file with images, annotations (boxes, polygons, run-length masks, keypoints) and categories, pictures beside it or below.',
  async detect(listing) {
    const sources = []
    for (const { path, size } of listing.files) {
      if (extensionOf(path) !== 'json' || size > LARGEST_JSON) continue
      const text = await readFile(join(listing.folder, path), 'utf8')
      // Most JSON files are something else; only those that name the three lists are parsed.
      if (!/"images"/.test(text) || !/"annotations"/.test(text)) continue
      const document = parse(text)
      if (isJsonObject(document) && Array.isArray(document.images) && Array.isArray(document.annotations)) {
        const { cocoSource } = await import('./coco-source.js')
        sources.push(cocoSource(listing, path, document))
      }
    }
    return sources
  },
}

// A JavaScript string ends near half a gigabyte.
const LARGEST_JSON = 400_000_000

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json // JSON.parse gives JSON
  } catch {
    return undefined
  }
}
