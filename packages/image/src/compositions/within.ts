import { choice, list, number, VariegateError } from '@variegate/core'
import type { Algorithm } from '../algorithms/algorithm.js'
import { defineImageComposition, imageModality } from '../engine.js'
import { extentOf } from '../labels/extent.js'
import { isMoving } from '../plan/plan.js'
import { membrane } from '../planes/membrane.js'
import { colourPlanes, withColours } from '../planes/planes.js'
import type { Image, Instance, Mask } from '../sample.js'
import { givenAlpha } from '../steps/alpha.js'
import { blendStep, local, type Colour } from '../steps/steps.js'
import { colourOf } from '../transforms/moving-options.js'
import { isOfRegion, regionMask, regionOptions, softened, type Region } from './region.js'

/** The name under which the region travels with its content. */
const TRAVELLING = 'variegate:within'

interface Drawn {
  readonly region: Region
  readonly hole: { readonly kind: 'smooth' | 'keep' | 'colour'; readonly fill: Colour }
}

/** Do something to a part of the image alone: inside or outside a mask, box, outline or band, with soft edges. */
export const within = defineImageComposition({
  name: 'within',
  changes: 'places',
  doc: 'Do something to a part of the image alone: inside or outside a mask, objects, a box, an outline or a band around one, with soft edges; what moves takes its labels along.',
  origin: 'imgaug BlendAlphaMask; differential augmentation of lesions in medical imaging',
  takesSteps: true,
  options: {
    ...regionOptions,
    hole: choice({
      default: 'smooth',
      values: ['smooth', 'colour', 'keep'],
      doc: 'What is left behind by content that moved: a membrane between the values round it, the fill colour, or the content itself.',
    }),
    fill: list({
      default: [0, 0, 0],
      of: number({ default: 0, min: 0, max: 255, doc: '' }),
      minLength: 3,
      maxLength: 3,
      doc: 'The colour of a hole: red, green, blue on the 0-255 scale.',
    }),
  },
  draw: (_random, { hole, fill, ...region }): Drawn => ({
    region: withoutAbsent(region),
    hole: { kind: hole, fill: colourOf(fill) },
  }),
  branches: (_random, _options, steps) => [steps],
  enter: (image, { region }) => enter(image, region),
  merge: (image, [inner = image], drawn) => merge(image, inner, drawn),
})

const withoutAbsent = (region: Region): Region =>
  Object.fromEntries(Object.entries(region).filter(([, value]) => value !== undefined)) as unknown as Region // the same keys but those absent

/** The content travels with the region as a mask, and with the labels that belong to it. */
function enter(image: Image, region: Region): Image {
  const mask = regionMask('image/within', region, image)
  const { masks, instances = [] } = image.labels
  const own = instances.filter((instance) => belongs(instance, region, mask))
  return { ...image, labels: { ...image.labels, masks: { ...masks, [TRAVELLING]: mask }, instances: own } }
}

/** An instance belongs to a region where the region is about it, and holds the middle of its extent. */
function belongs(instance: Instance, region: Region, { width, height, data }: Mask): boolean {
  const extent = extentOf(instance)
  if (!extent || !isOfRegion(region, instance)) return false
  const [x, y] = [Math.floor(extent[0] + extent[2] / 2), Math.floor(extent[1] + extent[3] / 2)]
  return x >= 0 && y >= 0 && x < width && y < height && data[y * width + x] === 1
}

function merge(image: Image, inner: Image, { region, hole }: Drawn): Image {
  if (inner.width !== image.width || inner.height !== image.height) {
    throw new VariegateError(
      `Expected steps that keep the size ${image.width}x${image.height} for image/within but they made ${inner.width}x${inner.height}; resize before or after it.`,
    )
  }
  const added = inner.steps.slice(image.steps.length)
  if (added.length === 0) return image
  refuseMixes(image, inner)
  const mask = regionMask('image/within', region, image)
  const alpha = softened(mask, region.feather)
  if (!added.some(isMoving)) return imageModality.apply(image, [blendStep(inner, givenAlpha, { alpha })]).sample
  const { [TRAVELLING]: moved, ...masks } = inner.labels.masks ?? {}
  const travelled = moved ? softened(moved, region.feather) : alpha
  const layer = { ...inner, labels: { ...inner.labels, ...(image.labels.masks ? { masks } : { masks: {} }) } }
  const stay = (image.labels.instances ?? []).filter((instance) => !belongs(instance, region, mask))
  const base: Image = {
    ...image,
    labels: { ...image.labels, ...(image.labels.instances ? { instances: stay } : {}), ...cutMasks(image, mask) },
  }
  const cut = hole.kind === 'keep' ? [] : [local(fillHole, { inside: mask.data, ...hole })]
  const pasted = blendStep(
    layer,
    givenAlpha,
    { alpha: travelled },
    { labels: 'paste', share: 0, soft: region.feather > 0 },
  )
  return imageModality.apply(base, [...cut, pasted]).sample
}

/** The labels of another picture hold for all that was pasted, of which a region shows a part that nobody has cut them to. */
function refuseMixes(image: Image, { steps }: Image): void {
  for (const step of steps.slice(image.steps.length)) {
    if (step.kind !== 'blend' || (step.labels !== 'mix' && step.labels !== 'paste')) continue
    const { id, labels } = step.layer
    if (id === image.id || Object.keys(labels).length === 0) continue
    throw new VariegateError(
      `Expected steps that bring no labels of other images for image/within but one of them mixes in ${id === undefined ? 'another image' : `image "${id}"`}; mix before or after it.`,
    )
  }
}

/** Masks are empty where their content left. */
function cutMasks({ labels: { masks } }: Image, hole: Mask): Pick<Image['labels'], 'masks'> {
  if (!masks) return {}
  const cut = Object.entries(masks).map(([name, mask]): [string, Mask] => {
    const data = mask.data.slice()
    for (let at = 0; at < data.length; at++) if (hole.data[at] === 1) data[at] = 0
    return [name, { ...mask, data }]
  })
  return { masks: Object.fromEntries(cut) }
}

/** Close a hole with a membrane between the values round it, or with a colour. */
const fillHole: Algorithm<{
  readonly inside: Mask['data']
  readonly kind: 'smooth' | 'keep' | 'colour'
  readonly fill: Colour
}> = {
  name: 'fillHole',
  run(planes, { inside, kind, fill }) {
    const hole = Uint8Array.from(inside)
    if (kind === 'smooth')
      return withColours(
        planes,
        colourPlanes(planes).map((plane) => membrane(plane, { ...planes, inside: hole })),
      )
    return withColours(
      planes,
      colourPlanes(planes).map((plane, channel) =>
        plane.map((value, at) => (hole[at] === 1 ? (fill[channel] ?? fill[0]) : value)),
      ),
    )
  },
}
