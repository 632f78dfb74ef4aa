import { imageFrom, toRaster, type Image, type ImageLabels, type Samples } from '@variegate/image'
import { encodeImage, readImage, type ImageFormat } from '@variegate/image/node'

/** Decode an image file, and give it labels. */
export const decodePixels = async (file: Uint8Array, labels: ImageLabels, id: string): Promise<Image> =>
  imageFrom(await readImage(file), labels, { id })

let spare: Samples | undefined

/** Encode an image that is done with. Its pixels are computed where those of the one before were: memory of megabytes a copy keeps the garbage collector busy. */
export async function encodePixels(image: Image, format: ImageFormat): Promise<Uint8Array> {
  if (image.steps.length === 0) return encodeImage(image.source, { format })
  const memory = spare
  spare = undefined
  const raster = toRaster(image, memory)
  const file = await encodeImage(raster, { format })
  spare = raster.data
  return file
}
