import { run } from '@variegate/core'
import { centerCrop, gaussianNoise, imageFrom, resize, toRaster } from '@variegate/image'
import { encodeImage, readImage } from '@variegate/image/node'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const SIDE = 512
const NAMES = ['astronaut', 'chelsea', 'coffee', 'rocket']

/** A picture, as both formats that the peers read. */
export interface Picture {
  readonly png: string
  readonly jpeg: string
}

/** Write photographs of 512x512 px, made of the bundled samples: enlarged, with the grain that a camera of that size has. */
export async function writePictures(samples: string, folder: string): Promise<readonly Picture[]> {
  await mkdir(folder, { recursive: true })
  return Promise.all(NAMES.map((name) => writePicture(join(samples, `${name}.jpg`), join(folder, name))))
}

async function writePicture(source: string, target: string): Promise<Picture> {
  const image = imageFrom(await readImage(await readFile(source)))
  const side = Math.min(image.width, image.height)
  const square = centerCrop({ width: side, height: side })
  const steps = [square, resize({ width: SIDE, height: SIDE }), gaussianNoise({ std: 3 })]
  const raster = toRaster(run(steps, image, { seed: 1, id: source.slice(-12) }).sample)
  const picture = { png: `${target}.png`, jpeg: `${target}.jpg` }
  await writeFile(picture.png, await encodeImage(raster, { format: 'png' }))
  await writeFile(picture.jpeg, await encodeImage(raster, { format: 'jpeg', quality: 92 }))
  return picture
}
