import { toByteRaster, toRaster, type Image, type Instance, type Raster } from '@variegate/image'
import { encodeImage } from '@variegate/image/node'
import sharp from 'sharp'
import { dataUri, escapeHtml, labelColour, short, writeLabel, type Keep } from './html.js'

const WIDEST = 360

interface Size {
  readonly width: number
  readonly height: number
}

/** The height of letters over a picture, in its own pixels. */
const textHeight = ({ width, height }: Size): number => Math.max(width, height) / 20

/** A picture with its labels drawn over it. */
export async function showImage(image: Image, keep: Keep = dataUri): Promise<string> {
  const { label, instances = [], masks = {} } = image.labels
  const layers = await Promise.all(Object.values(masks).map((mask) => maskLayer(mask, '#3fa34d', keep)))
  const shapes = await Promise.all(instances.map((instance) => showInstance(instance, image, keep)))
  return frame(
    await thumbnail(toRaster(image), keep),
    image,
    layers.join('') + shapes.join(''),
    label === undefined ? '' : writeLabel(label),
  )
}

/** A picture by its address, with an overlay in its own pixels. */
export function frame(source: string, { width, height }: Size, overlay: string, caption: string): string {
  return `<figure><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(caption || 'picture')}" style="stroke-width:${short(Math.max(width, height) / 250)};font-size:${short(textHeight({ width, height }))}px">
<image href="${source}" width="${width}" height="${height}"/>${overlay}</svg>${caption ? `<figcaption>${escapeHtml(caption)}</figcaption>` : ''}</figure>`
}

/** A raster of any depth, in 8 bits. */
export async function thumbnail(raster: Raster, keep: Keep): Promise<string> {
  const { width, height, data, layout = 'rgba' } = toByteRaster(raster)
  const pixels = sharp(data, { raw: { width, height, channels: 4 } })
  const small = await (layout === 'rgba' ? pixels : pixels.removeAlpha())
    .resize({ width: WIDEST, height: WIDEST, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 80 })
    .toBuffer()
  return keep('image/jpeg', small)
}

/** The box with its label above it, or inside where there is no room above. */
export function showBox(box: readonly [number, number, number, number], label: string, picture: Size): string {
  const [x, y, width, height] = box.map(short)
  const colour = labelColour(label)
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="none" stroke="${colour}"/><text x="${x}" y="${y}" dx="0.2em" dy="${box[1] < textHeight(picture) ? 1 : -0.25}em" fill="${colour}" stroke="#000" stroke-width="0.1em" paint-order="stroke">${escapeHtml(label)}</text>`
}

async function showInstance(
  { box, polygons = [], mask, keypoints = [], label = '' }: Instance,
  picture: Size,
  keep: Keep,
): Promise<string> {
  const colour = labelColour(label)
  const outlines = polygons.map(
    (polygon) =>
      `<polygon points="${polygon.map(short).join(' ')}" fill="${colour}" fill-opacity="0.25" stroke="${colour}"/>`,
  )
  const points = keypoints
    .filter(({ visibility }) => visibility > 0)
    .map(
      ({ x, y, name = '' }) =>
        `<circle cx="${short(x + 0.5)}" cy="${short(y + 0.5)}" r="0.35em" fill="${colour}" stroke="#fff"><title>${escapeHtml(name)}</title></circle>`,
    )
  const layer = mask ? await maskLayer(mask, colour, keep) : ''
  return layer + outlines.join('') + (box ? showBox([...box], label, picture) : '') + points.join('')
}

async function maskLayer(
  { width, height, data }: NonNullable<Instance['mask']>,
  colour: string,
  keep: Keep,
): Promise<string> {
  const rgb = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  const pixels = new Uint8ClampedArray(width * height * 4)
  for (let at = 0; at < data.length; at++) if (data[at] !== 0) pixels.set([...rgb, 110], at * 4)
  const png = await encodeImage({ width, height, channels: 4, data: pixels }, { format: 'png' })
  return `<image href="${keep('image/png', png)}" width="${width}" height="${height}"/>`
}
