import { extensionOf } from '../files/names.js'

/** How single files of a modality are read: the endings, in lower case, and what makes a sample of the bytes. */
export interface MediaReader {
  readonly endings: readonly string[]
  /** Read a sample without labels, under an id; throws a `VariegateError` that says what is wrong. */
  read(bytes: Uint8Array, id: string): Promise<unknown>
}

/** The readers of the modalities that have files of one sample each; a package is loaded when a file of its is read. */
export const mediaReaders: Readonly<Record<string, MediaReader>> = {
  image: {
    endings: ['jpg', 'jpeg', 'png', 'webp', 'avif', 'tif', 'tiff', 'gif'],
    read: async (bytes, id) => (await import('./pixels.js')).decodePixels(bytes, {}, id),
  },
  audio: {
    endings: ['wav'],
    read: async (bytes, id) => ({ ...(await import('@variegate/audio')).readWav(bytes), id }),
  },
  video: {
    endings: ['mp4'],
    read: async (bytes, id) => ({ ...(await (await import('@variegate/video/node')).readVideo(bytes)), id }),
  },
}

/** Whether a path ends like a file of a modality. */
export const isMediaOf =
  (modality: string) =>
  (path: string): boolean =>
    mediaReaders[modality]?.endings.includes(extensionOf(path)) === true

/** How a folder of a modality's files decodes one: its sample, with the class that its place names. */
export const readerOf =
  <Sample extends { readonly labels: object }>(modality: string) =>
  async (bytes: Uint8Array, _path: string, { id, label }: { readonly id: string; readonly label?: string }) => {
    const sample = (await mediaReaders[modality]?.read(bytes, id)) as Sample // what this modality's reader makes
    return label === undefined ? sample : { ...sample, labels: { ...sample.labels, label } }
  }
