import type { Image } from '@variegate/image'
import type { ImageFormat } from '@variegate/image/node'
import type { Listing } from '../files/listing.js'
import { extensionOf } from '../files/names.js'
import type { Layout, Source } from './layout.js'
import { classNames, groupByRoot, mediaSource } from './media.js'
import { isMediaOf, readerOf } from './media-readers.js'

/** The file endings that are read and written, and their formats. */
export const IMAGE_FORMATS: Readonly<Record<string, ImageFormat>> = {
  jpg: 'jpeg',
  jpeg: 'jpeg',
  png: 'png',
  webp: 'webp',
  avif: 'avif',
  tif: 'tiff',
  tiff: 'tiff',
  gif: 'gif',
}

/** Pictures in folders named after their class, or in no folder at all. */
export const imageFolders: Layout = {
  name: 'image-folders',
  modality: 'image',
  doc: 'Pictures (JPEG, PNG, WebP, AVIF, TIFF, GIF; of TIFF and GIF the first page or frame) in folders named after their class, below a split or not; or in one folder without classes; with labels.jsonl (file, label as shares) beside them for mixed classes or not.',
  async detect(listing) {
    const paths = listing.files.map(({ path }) => path).filter(isMediaOf('image'))
    const groups = groupByRoot(listing, paths, [])
    return Promise.all([...groups].map(([root, group]) => imageSource(listing, root, group)))
  },
}

const imageSource = (listing: Listing, root: string, paths: readonly string[]): Promise<Source<Image>> =>
  mediaSource<Image>(listing, {
    layout: 'image-folders',
    modality: 'image',
    root,
    paths,
    tables: [],
    decode: readerOf<Image>('image'),
    encode: async (image, path) => {
      const { encodePixels } = await import('./pixels.js')
      return encodePixels(image, IMAGE_FORMATS[extensionOf(path)] ?? 'png')
    },
    labelsOf: ({ labels }) => classNames(labels.label),
  })
