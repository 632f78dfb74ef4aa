import { refuseUnknownKeys, show, VariegateError } from '@variegate/core'
import type { Raster } from './raster.js'
import type { ImageLabels, Instance, Keypoint, Mask, RotatedBox } from './sample.js'

const LABELS = ['label', 'masks', 'instances', 'layers']
const INSTANCE = ['id', 'label', 'box', 'rotatedBox', 'polygons', 'mask', 'keypoints', 'area', 'source', 'visible']
const KEYPOINT = ['name', 'x', 'y', 'visibility', 'angle']
const ROTATED_BOX = ['centre', 'width', 'height', 'angle']
const MASK = ['width', 'height', 'data']
const LAYER = ['kind', 'image']

/** Other libraries' names for what a label of an image may have, and how it is written here. */
const LABEL_HINTS = new Map([
  ...['box', 'boxes', 'bbox', 'bboxes', 'objects', 'annotations'].map(
    (name) => [name, 'instances: [{ box }]'] as const,
  ),
  ...['keypoint', 'keypoints', 'landmarks', 'points'].map((name) => [name, 'instances: [{ keypoints }]'] as const),
  ...['polygon', 'polygons', 'segmentation', 'segments'].map((name) => [name, 'instances: [{ polygons }]'] as const),
  ...['rotatedBox', 'rotatedBoxes', 'obb'].map((name) => [name, 'instances: [{ rotatedBox }]'] as const),
  ...['mask', 'semantic'].map((name) => [name, 'masks: { name: mask }'] as const),
  ...['class', 'className', 'category', 'classes', 'target'].map((name) => [name, 'label'] as const),
  ...['labels'].map((name) => [name, 'label, or instances: [{ box, label }]'] as const),
  ...['depth', 'normals'].map((name) => [name, "layers: { name: { kind: 'depth', image } }"] as const),
])
const INSTANCE_HINTS = new Map([
  ...['bbox', 'boundingBox', 'rect', 'xywh'].map((name) => [name, 'box: [x, y, width, height]'] as const),
  ...['polygon', 'segmentation', 'points', 'contour'].map((name) => [name, 'polygons: [[x0, y0, x1, y1, …]]'] as const),
  ...['keypoint', 'landmarks'].map((name) => [name, 'keypoints: [{ x, y, visibility }]'] as const),
  ...['class', 'className', 'classId', 'category', 'category_id', 'name'].map((name) => [name, 'label'] as const),
  ...['obb', 'rbox'].map((name) => [name, 'rotatedBox: { centre, width, height, angle }'] as const),
  ...['trackId', 'track_id'].map((name) => [name, 'id'] as const),
])
const KEYPOINT_HINTS = new Map([
  ...['v', 'visible', 'vis'].map((name) => [name, 'visibility: 0, 1 or 2'] as const),
  ...['label', 'id'].map((name) => [name, 'name'] as const),
])

/** What labels are called, here and elsewhere. */
export const LABEL_NAMES: readonly string[] = [...LABELS, ...LABEL_HINTS.keys()]

/** Refuse labels that do not fit an image, or that it has no use for: they would stay where they are in silence. */
export function checkLabels(labels: ImageLabels, { width, height }: Pick<Raster, 'width' | 'height'>): void {
  checkKeys('the labels of an image', labels, LABELS, LABEL_HINTS)
  const { label, masks = {}, instances = [], layers = {} } = labels
  if (typeof label === 'object') {
    for (const [name, share] of Object.entries(label)) {
      if (!(share >= 0 && Number.isFinite(share)))
        throw new VariegateError(`Expected a share of at least 0 for the class "${name}" but received ${share}.`)
    }
  }
  for (const [name, mask] of Object.entries(masks)) checkMask(`mask "${name}"`, mask, width, height)
  for (const [name, layer] of Object.entries(layers)) {
    checkKeys(`layer "${name}"`, layer, LAYER)
    const { image } = layer
    if (image.width !== width || image.height !== height)
      throw new VariegateError(
        `Expected layer "${name}" to be ${width}x${height} like its image but it is ${image.width}x${image.height}.`,
      )
  }
  checkList('instances', 'the labels of an image', instances)
  for (const [index, instance] of instances.entries()) checkInstance(instance, index, width, height)
}

function checkInstance(instance: Instance, index: number, width: number, height: number): void {
  checkKeys(`instance ${index}`, instance, INSTANCE, INSTANCE_HINTS)
  const { id = index, box, rotatedBox, polygons = [], mask, keypoints = [] } = instance
  const owner = `instance ${id}`
  if (box && !(Array.isArray(box) && box.length === 4 && box.every(Number.isFinite) && box[2] >= 0 && box[3] >= 0)) {
    const came = Array.isArray(box) ? `[${box.join(', ')}]` : show(box)
    throw new VariegateError(
      `Expected a box [x, y, width, height] of finite numbers, sides of at least 0, for ${owner} but received ${came}.`,
    )
  }
  if (rotatedBox) checkRotatedBox(owner, rotatedBox)
  checkList('polygons', owner, polygons)
  for (const polygon of polygons) {
    if (!Array.isArray(polygon))
      throw new VariegateError(
        `Expected polygons as a list of outlines [x0, y0, x1, y1, …] for ${owner} but one of them is ${show(polygon)}.`,
      )
    if (polygon.length < 6 || polygon.length % 2 !== 0 || !polygon.every(Number.isFinite)) {
      throw new VariegateError(
        `Expected polygons of at least three finite points for ${owner} but received ${polygon.length} numbers.`,
      )
    }
  }
  if (mask) checkMask(`the mask of ${owner}`, mask, width, height)
  checkList('keypoints', owner, keypoints)
  for (const point of keypoints) checkKeypoint(owner, point)
}

function checkKeypoint(owner: string, point: Keypoint): void {
  checkKeys(`a keypoint of ${owner}`, point, KEYPOINT, KEYPOINT_HINTS)
  if (!Number.isFinite(point.x) || !Number.isFinite(point.y)) {
    throw new VariegateError(`Expected finite keypoints for ${owner} but received (${point.x}, ${point.y}).`)
  }
  if (point.angle !== undefined && !Number.isFinite(point.angle)) {
    throw new VariegateError(
      `Expected a finite angle for every keypoint of ${owner} but received ${point.angle} degrees.`,
    )
  }
}

function checkRotatedBox(owner: string, box: RotatedBox): void {
  checkKeys(`the rotated box of ${owner}`, box, ROTATED_BOX)
  const { centre, width, height, angle } = box
  if ([...centre, width, height, angle].every(Number.isFinite) && width >= 0 && height >= 0) return
  throw new VariegateError(
    `Expected a rotated box of finite numbers, sides of at least 0, for ${owner} but received centre [${centre.join(', ')}], ${width}x${height}, ${angle} degrees.`,
  )
}

function checkMask(owner: string, mask: Mask, width: number, height: number): void {
  checkKeys(owner, mask, MASK)
  if (mask.width === width && mask.height === height && mask.data.length !== width * height) {
    throw new VariegateError(
      `Expected ${width * height} values for ${owner} of ${width}x${height} px but received ${mask.data.length}.`,
    )
  }
  if (mask.width !== width || mask.height !== height) {
    throw new VariegateError(
      `Expected ${owner} to be ${width}x${height} like its image but it is ${mask.width}x${mask.height}.`,
    )
  }
}

/** Refuse what is no object, and keys that nothing reads; other libraries' names are told from slips of the pen. */
function checkKeys(owner: string, value: object, known: readonly string[], hints?: ReadonlyMap<string, string>): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new VariegateError(`Expected an object with ${known.join(', ')} for ${owner} but received ${show(value)}.`)
  if (hints) {
    for (const key of Object.keys(value)) {
      const hint = known.includes(key) ? undefined : hints.get(key)
      if (hint !== undefined) throw new VariegateError(`Unknown key "${key}" in ${owner}; write it as ${hint}.`, [key])
    }
  }
  refuseUnknownKeys(owner, value, known)
}

function checkList(name: string, owner: string, value: unknown): void {
  if (!Array.isArray(value))
    throw new VariegateError(`Expected a list of ${name} for ${owner} but received ${show(value)}.`)
}
