import { createRandom, emptyContext, run, sequence, type Context, type Random, type Transform } from '@variegate/core'
import { expect, test } from 'vitest'
import { coveredArea } from '../src/maps/area.js'
import { outlineBox } from '../src/maps/outlines.js'
import {
  collage,
  copyPaste,
  cutmix,
  fmix,
  horizontalFlip,
  imageFrom,
  maskBox,
  mosaic,
  overlay,
  patchMix,
  polygonsToMask,
  randomCrop,
  resizemix,
  toRaster,
  type Image,
  type Instance,
} from '../src/index.js'

const SIDE = 120

const GROUND = [128, 128, 128]

/** Every object of every picture has a colour of its own, by its label; the ground is grey. */
const colours = new Map(
  ['host', 'p', 'q']
    .flatMap((name) => [0, 1, 2, 3].map((index) => `${name}${index}`))
    .map((label, number) => [label, [1, 3, 9].map((unit) => [0, 128, 255][Math.floor(number / unit) % 3] ?? 0)]),
)

const colourOf = (label: string): readonly number[] => colours.get(label) ?? GROUND

/** A picture of four objects, one of whose outlines crosses itself, of which all ids are small numbers as in every other picture. */
function scene(name: string, random: Random): Image {
  const data = new Uint8ClampedArray(SIDE * SIDE * 4).fill(128)
  for (let at = 3; at < data.length; at += 4) data[at] = 255
  const instances = [0, 1, 2, 3].map((index): Instance => {
    const [x, y] = [30 + 60 * (index % 2), 30 + 60 * (index >> 1)]
    const label = `${name}${index}`
    const corner = (share: number, far: number) => [
      x + far * Math.cos(share * 2 * Math.PI),
      y + far * Math.sin(share * 2 * Math.PI),
    ]
    const round = Array.from({ length: 9 }, (_, at) => corner(at / 9, random.uniform([14, 27]))).flat()
    const crossing = [x - 26, y - 22, x + 26, y + 22, x + 26, y - 22, x - 26, y + 22]
    const polygons = index === 3 ? [crossing] : [round]
    const mask = polygonsToMask(polygons, SIDE, SIDE)
    for (const [at, value] of mask.data.entries()) if (value === 1) data.set(colourOf(label), at * 4)
    const keypoints = [{ x: Math.round(x + 8), y: Math.round(y), visibility: 2 as const }]
    const shape = index === 0 ? { mask } : index === 1 ? { polygons, mask } : { polygons }
    const box = index < 2 ? (maskBox(mask)?.box ?? [0, 0, 0, 0]) : outlineBox(polygons)
    return {
      id: index,
      label,
      box,
      ...shape,
      area: index < 2 ? (maskBox(mask)?.area ?? 0) : coveredArea(polygons),
      ...(index === 2 ? { keypoints } : {}),
    }
  })
  return imageFrom(
    { width: SIDE, height: SIDE, channels: 4, data, layout: 'rgba' },
    { instances },
    { id: `${name}.png` },
  )
}

const transforms: Readonly<Record<string, Transform<Image>>> = {
  cutmix: cutmix(),
  fmix: fmix(),
  patchMix: patchMix({ chance: 0.4 }),
  resizemix: resizemix(),
  'copyPaste with hard edges': copyPaste({ seams: 'hard' }),
  // Of objects made smaller, soft and mixed edges are too large a part.
  'copyPaste with soft edges': copyPaste({ scale: 1 }),
  mosaic: mosaic({ width: 2 * SIDE, height: 2 * SIDE }),
  collage: collage({ rows: 2, columns: 3, width: 2 * SIDE, height: 2 * SIDE }),
  overlay: overlay({ what: 'image', size: 0.5, opacity: 1, pasteLabels: true }),
  'two mixes in turn': sequence([cutmix(), fmix()]),
  'a mix, a flip, a crop and a paste': sequence([
    patchMix({ chance: 0.3 }),
    horizontalFlip(),
    randomCrop({ width: 100, height: 100 }),
    copyPaste(),
  ]),
}

/** Whether a pixel shows its object: nearer to its colour than to the ground, as edges are mixed, and none of another object. */
function isOwn(pixels: ArrayLike<number>, at: number, label: string): boolean {
  const away = (colour: readonly number[]) =>
    colour.reduce((sum, level, channel) => sum + Math.abs(level - (pixels[at * 4 + channel] ?? 0)), 0)
  const own = away(colourOf(label))
  return own <= away(GROUND) && (own < 30 || [...colours.values()].every((colour) => away(colour) >= 30))
}

for (const [name, transform] of Object.entries(transforms)) {
  test(`${name}: objects lie on their own paint, and tell whose they are`, () => {
    let cut = 0
    for (let seed = 0; seed < 12; seed++) {
      const random = createRandom(`${name} ${seed}`)
      const [host, ...others] = [scene('host', random), scene('p', random), scene('q', random)]
      const context: Context<Image> = {
        ...emptyContext,
        partners: others.map(({ id = '' }) => id),
        lookup: (wanted) => others.find(({ id }) => id === wanted) ?? host,
      }
      const { sample } = run(transform, host, { seed, context })
      const pixels = toRaster(sample).data
      for (const instance of sample.labels.instances ?? []) {
        const {
          label = '',
          id,
          source,
          polygons,
          mask,
          box = [0, 0, 0, 0],
          keypoints = [],
          area = 0,
          visible,
        } = instance
        expect(`${(source ?? 'host.png').replace('.png', '')}${id}`).toBe(label)
        const shapes = [
          ...(mask ? [mask] : []),
          ...(polygons ? [polygonsToMask(polygons, sample.width, sample.height)] : []),
        ]
        for (const shape of shapes) {
          const inside = [...shape.data.keys()].filter((at) => shape.data[at] !== 0)
          // Of a sliver the edge, which is mixed, is the most.
          if (inside.length >= 60) {
            const own = inside.filter((at) => isOwn(pixels, at, label)).length / inside.length
            expect(own, `seed ${seed}, ${label}`).toBeGreaterThanOrEqual(0.95)
          }
        }
        if (mask) expect(box).toEqual(maskBox(mask)?.box)
        else for (const [at, side] of outlineBox(polygons ?? []).entries()) expect(box[at]).toBeCloseTo(side, 9)
        expect(area).toBeCloseTo(mask ? (maskBox(mask)?.area ?? 0) : coveredArea(polygons ?? []), 6)
        if (visible !== undefined) cut++
        for (const { x, y, visibility } of keypoints) {
          const at = Math.round(y) * sample.width + Math.round(x)
          if (visibility === 2) expect(isOwn(pixels, at, label), `seed ${seed}, keypoint of ${label}`).toBe(true)
        }
      }
    }
    expect(cut).toBeGreaterThan(0)
  })
}
