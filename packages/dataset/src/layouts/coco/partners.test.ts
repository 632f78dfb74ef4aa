import { join } from 'node:path'
import { emptyContext, run, runAsync, type Transform } from '@variegate/core'
import {
  affine,
  collage,
  copyPaste,
  cutmix,
  encodeRle,
  horizontalFlip,
  imageFrom,
  mosaic,
  polygonsToMask,
  toByteRaster,
  toRaster,
  type Image,
  type Instance,
  type Mask,
} from '@variegate/image'
import { encodeImage, readImage } from '@variegate/image/node'
import fc from 'fast-check'
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { folderOf, readText, writeDataset } from '../../../test/folders.js'
import { hasPython, python } from '../../../../../test/python/python.js'
import { contextsOf } from '../../job/context.js'
import { folderStore } from '../../job/store.js'
import type { Entry, Source } from '../layout.js'

const [WIDTH, HEIGHT] = [48, 36]
type Colour = readonly [red: number, green: number, blue: number]

/** Colours far apart from one another and from the grey behind them, one for each object of a dataset. */
const COLOURS: readonly Colour[] = [20, 130, 240].flatMap((red) =>
  [20, 130, 240].flatMap((green) =>
    [20, 130, 240].flatMap((blue): Colour[] => (red === green && green === blue ? [] : [[red, green, blue]])),
  ),
)

interface Thing {
  readonly category: number
  readonly shape: 'box' | 'outline' | 'bow' | 'runs' | 'text'
  readonly top: number
}
const thing = fc.record<Thing>({
  category: fc.nat(2),
  shape: fc.constantFrom('box', 'outline', 'bow', 'runs', 'text'),
  top: fc.integer({ min: 1, max: 20 }),
})
const scenes = fc.record({
  pictures: fc.array(fc.array(thing, { maxLength: 3 }), { minLength: 2, maxLength: 5 }),
  firstId: fc.constantFrom('1', '4000', '9007199254740993', '12345678901234567890'),
  originals: fc.boolean(),
  seed: fc.nat(999),
})
type Scene = typeof scenes extends fc.Arbitrary<infer Value> ? Value : never

/** Paint every object in a colour of its own, which its row tells in a field of its own. */
async function paint({ pictures, firstId }: Scene): Promise<Record<string, string | Uint8Array>> {
  const files: Record<string, string | Uint8Array> = {}
  const images: string[] = []
  const annotations: string[] = []
  for (const [index, things] of pictures.entries()) {
    const data = new Uint8ClampedArray(WIDTH * HEIGHT * 3).fill(130)
    for (const [place, { category, shape, top }] of things.entries()) {
      const colour = COLOURS[annotations.length] ?? [0, 0, 0]
      const [left, right, bottom] = [2 + place * 15, 14 + place * 15, top + 14]
      const outline =
        shape === 'bow'
          ? [left, top, right, bottom, right, top, left, bottom]
          : [left, top, right, top, right, bottom, left, bottom]
      const mask = polygonsToMask([outline], WIDTH, HEIGHT)
      for (const [at, value] of mask.data.entries()) if (value) data.set(colour, at * 3)
      const runs = shape === 'runs' || shape === 'text'
      const segmentation = shape === 'box' ? [] : runs ? encodeRle(mask, shape === 'text') : [outline]
      const row = {
        image_id: index,
        category_id: category,
        bbox: [left, top, right - left, bottom - top],
        area: mask.data.filter((value) => value).length,
        iscrowd: 0,
        segmentation,
        colour,
      }
      const id = BigInt(firstId) + BigInt(annotations.length)
      annotations.push(`{"id":${id},${JSON.stringify(row).slice(1)}`)
    }
    const raster = { width: WIDTH, height: HEIGHT, channels: 3, layout: 'rgb', data } as const
    files[`p${index}.png`] = await encodeImage(raster, { format: 'png' })
    images.push(JSON.stringify({ id: index, file_name: `p${index}.png`, width: WIDTH, height: HEIGHT }))
  }
  const categories = JSON.stringify(['cat', 'dog', 'cow'].map((name, id) => ({ id, name })))
  files['l.json'] =
    `{"images":[${images.join(',')}],"annotations":[${annotations.join(',')}],"categories":${categories}}`
  return files
}

interface Written {
  readonly images: readonly { readonly id: number; readonly file_name: string }[]
  readonly annotations: readonly {
    readonly image_id: number
    readonly category_id: number
    readonly bbox: readonly [number, number, number, number]
    readonly colour: Colour
  }[]
}

/** See that every written instance has its own category and lies on its own paint, and that no id is there twice; counts those of partners. */
async function check(scene: Scene, root: string, out: string, share: number): Promise<number> {
  const text = await readText(out, 'l.json')
  const { images, annotations } = JSON.parse(text) as Written
  // Doubles would merge large ids.
  const ids = [...text.matchAll(/^\{"id":(\d+),"image_id"/gm)].map(([, id]) => id)
  expect(ids).toHaveLength(annotations.length)
  expect(new Set(ids).size).toBe(ids.length)
  const rows = (JSON.parse(await readText(root, 'l.json')) as Written).annotations
  const categoryOf = new Map(rows.map((row) => [row.colour.join(), row.category_id]))
  expect(annotations.map((row) => row.category_id)).toEqual(annotations.map((row) => categoryOf.get(row.colour.join())))
  for (const { id, file_name } of images) {
    const raster = toByteRaster(await readImage(await readFile(join(out, file_name))))
    for (const { image_id, bbox, colour } of annotations) {
      const [x, y, width, height] = bbox
      if (image_id !== id || Math.min(width, height) < 4) continue
      let [all, own] = [0, 0]
      for (let row = Math.round(y); row < Math.min(raster.height, Math.round(y + height)); row++) {
        for (let column = Math.round(x); column < Math.min(raster.width, Math.round(x + width)); column++) {
          const at = (row * raster.width + column) * 4
          const far = colour.reduce(
            (sum, value, channel) => sum + Math.abs(value - (raster.data[at + channel] ?? 0)),
            0,
          )
          all++
          if (far < 60) own++
        }
      }
      expect(own / all, `${file_name} at ${bbox.join()} of ${JSON.stringify(scene)}`).toBeGreaterThan(share)
    }
  }
  const ownerOf = new Map(rows.map((row) => [row.colour.join(), row.image_id]))
  const nameOf = new Map(images.map(({ id, file_name }) => [id, file_name]))
  return annotations.filter(
    ({ image_id, colour }) => !nameOf.get(image_id)?.startsWith(`p${ownerOf.get(colour.join())}.`),
  ).length
}

const moved = (instance: Instance, by: number, columns: number, source?: string): Instance => {
  const { box, polygons, mask } = instance
  const wide = (narrow: Mask): Mask => {
    const data = new Uint8Array(WIDTH * columns * HEIGHT)
    for (let row = 0; row < HEIGHT; row++)
      data.set(narrow.data.subarray(row * WIDTH, (row + 1) * WIDTH), row * WIDTH * columns + by)
    return { width: WIDTH * columns, height: HEIGHT, data }
  }
  return {
    ...instance,
    ...(box ? { box: [box[0] + by, box[1], box[2], box[3]] } : {}),
    ...(polygons ? { polygons: polygons.map((one) => one.map((value, at) => value + (at % 2 === 0 ? by : 0))) } : {}),
    ...(mask ? { mask: wide(mask) } : {}),
    ...(source === undefined ? {} : { source }),
  }
}

/** Put a picture between its neighbour and its neighbour again, with the objects of all three. */
async function besidePartners(sample: unknown, entry: Entry, _copy: number, source: Source): Promise<Image> {
  const partner = source.entries[(entry.index + 1) % source.entries.length] ?? entry
  const [host, other] = [sample, await source.read(partner)] as [Image, Image] // what the layout reads
  const parts = [other, host, other].map((image) => toByteRaster(toRaster(image)))
  const data = new Uint8ClampedArray(WIDTH * 3 * HEIGHT * 4)
  for (const [index, part] of parts.entries())
    for (let row = 0; row < HEIGHT; row++)
      data.set(part.data.subarray(row * WIDTH * 4, (row + 1) * WIDTH * 4), (row * 3 + index) * WIDTH * 4)
  const of = (image: Image, index: number) =>
    (image.labels.instances ?? []).map((one) =>
      moved(one, index * WIDTH, 3, image === host || partner === entry ? undefined : partner.id),
    )
  const instances = [...of(other, 0), ...of(host, 1), ...of(other, 2)]
  return imageFrom(
    { width: WIDTH * 3, height: HEIGHT, channels: 4, layout: 'rgb', data },
    { instances },
    { id: entry.id },
  )
}

const transformed =
  (seed: number, steps: readonly Transform<Image>[]) =>
  async (sample: unknown, entry: Entry, copy: number, source: Source): Promise<Image> => {
    const context = contextsOf(source, { policyFile: '', services: {}, store: folderStore('') })(entry)
    const image = sample as Image // what the layout reads
    return (await runAsync(steps, image, { seed, id: entry.id, copy, context })).sample as Image // images stay images
  }

/** Whether objects that a mix takes from partners tell whose they are. */
const mixesTellSources = (() => {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4)
  const image = (id: string) =>
    imageFrom(
      { width: WIDTH, height: HEIGHT, channels: 4, layout: 'rgb', data },
      { instances: [{ id: 0, box: [2, 2, 44, 30] }] },
      { id },
    )
  const context = { ...emptyContext, partners: ['b'], lookup: () => image('b') }
  const { sample } = run([mosaic()], image('a'), { seed: 1, id: 'a', copy: 1, context })
  return (sample.labels.instances ?? []).some(({ source }) => source === 'b')
})()

describe('every written instance has the category, an id and the pixels of its source', () => {
  test('beside partners that are there twice', async () => {
    let count = 0
    await fc.assert(
      fc.asyncProperty(scenes, async (scene) => {
        const root = await folderOf(await paint(scene))
        const { originals } = scene
        count += await check(
          scene,
          root,
          await writeDataset(root, { copies: 2, originals, change: besidePartners }),
          0.3,
        )
      }),
      { numRuns: 20 },
    )
    expect(count).toBeGreaterThan(100)
  })
  test('alone, flipped and moved', async () => {
    await fc.assert(
      fc.asyncProperty(scenes, async (scene) => {
        const root = await folderOf(await paint(scene))
        const change = transformed(scene.seed, [horizontalFlip(), affine({ translate: [-0.1, 0.1] })])
        await check(scene, root, await writeDataset(root, { ...scene, change }), 0.3)
      }),
      { numRuns: 20 },
    )
  })
  test.skipIf(!mixesTellSources).each([
    ['mosaic', mosaic()],
    ['collage', collage()],
    ['copyPaste', copyPaste({ seams: 'hard' })],
    ['cutmix', cutmix()],
    [
      'mosaics of collages with objects pasted',
      [collage({ rows: 1, columns: 2 }), copyPaste({ seams: 'hard' }), mosaic()],
    ],
  ])('in %s', async (_, steps) => {
    let count = 0
    await fc.assert(
      fc.asyncProperty(scenes, async (scene) => {
        const root = await folderOf(await paint(scene))
        const change = transformed(scene.seed, [steps].flat())
        // A box alone stays whole under what covers it.
        count += await check(scene, root, await writeDataset(root, { copies: 2, ...scene, change }), 0)
      }),
      { numRuns: 15 },
    )
    expect(count).toBeGreaterThan(5)
  })
})

test.skipIf(!hasPython)('pycocotools sees every object once, in its category and on its paint', async () => {
  const shapes = ['outline', 'bow', 'runs', 'text'] as const
  const things = shapes.map((shape, index): Thing => ({ category: index % 3, shape, top: 3 + index }))
  const pictures = [things.slice(0, 3), things.slice(1), []]
  const root = await folderOf(await paint({ pictures, firstId: '4000', originals: true, seed: 1 }))
  const out = await writeDataset(root, { copies: 2, originals: true, change: besidePartners })
  const said = python(READ, out) as {
    annotations: number
    rows: number
    images: string[]
    paint: number[]
    areas: boolean
  }
  // Of 6 objects: the originals, and in 2 copies the host's once and the next picture's twice; a picture of its own is no partner.
  expect([said.annotations, said.rows]).toEqual([6 + 2 * (6 + 2 * 6), 6 + 2 * (6 + 2 * 6)])
  expect(said.images).toEqual(
    ['p0', 'p1', 'p2'].flatMap((name) => [`${name}.png`, `${name}.aug1.png`, `${name}.aug2.png`]),
  )
  expect(Math.min(...said.paint)).toBeGreaterThan(0.8)
})

// Prints how many annotations COCO indexes, and of each mask the share that has its row's colour.
const READ = `
import sys, json, os, contextlib, av
from pycocotools.coco import COCO
folder = sys.argv[1]
with contextlib.redirect_stdout(sys.stderr):
    coco = COCO(os.path.join(folder, 'l.json'))
paint = []
for annotation in coco.anns.values():
    image = coco.imgs[annotation['image_id']]
    with av.open(os.path.join(folder, image['file_name'])) as file:
        pixels = next(file.decode(video=0)).to_ndarray(format='rgb24').astype(int)
    mask = coco.annToMask(annotation).astype(bool)
    assert mask.shape == pixels.shape[:2]
    near = abs(pixels - annotation['colour']).sum(2) < 60
    paint.append(float((near & mask).sum() / mask.sum()))
print(json.dumps(dict(annotations=len(coco.anns), rows=len(coco.dataset['annotations']), images=[i['file_name'] for i in coco.dataset['images']], paint=paint)))
`
