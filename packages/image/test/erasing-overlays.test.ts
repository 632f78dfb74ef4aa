import { emptyContext, run, type Context, type Transform } from '@variegate/core'
import { describe, expect, test } from 'vitest'
import { annotationArtifacts, imageFrom, overlay, textOverlay, toRaster, type Image } from '../src/index.js'
import { textLines, textSize } from '../src/font/lines.js'
import { placed } from '../src/transforms/erasing/pen.js'
import { strokes } from '../src/alphas/strokes.js'
import { filledOutline, stripes } from '../src/alphas/shapes.js'

const plain = (id: string, side: number, level: number): Image =>
  imageFrom(
    { width: side, height: side, channels: 3, data: new Uint8Array(side * side * 3).fill(level) },
    { instances: [{ id, box: [0, 0, side, side] }] },
    { id },
  )
const reds = (image: Image) => Array.from(toRaster(image).data).filter((_, at) => at % 4 === 0)
const changed = (transform: Transform<Image>) =>
  reds(run(transform, plain('a', 64, 50), { seed: 2 }).sample).filter((value) => value !== 50).length

describe('pens and shapes', () => {
  test('a stroke is as wide as its pen, a dot is round', () => {
    const line = strokes.make({ lines: [[0, 2, 9, 2]], radius: 1, opacity: 1 }, 5, 4)
    // The pen covers rows 1 and 2, from edge to edge.
    expect(Array.from({ length: 4 }, (_, row) => line[row * 5 + 2])).toEqual([0, 1, 1, 0])
    expect(Array.from(strokes.make({ lines: [[1.5, 1.5]], radius: 0.5, opacity: 0.5 }, 3, 3))).toEqual([
      0, 0, 0, 0, 0.5, 0, 0, 0, 0,
    ])
  })
  test('a filled outline covers what lies inside it', () => {
    const half = filledOutline.make({ outline: [0.5, 0, 2, 0, 2, 2, 0.5, 2], opacity: 1 }, 3, 2)
    expect(Array.from(half)).toEqual([0.5, 1, 0, 0.5, 1, 0])
  })
  test('stripes take their share of the distance', () => {
    const columns = stripes.make({ unit: 4, size: 1, across: [1, 0], offset: 0, opacity: 1 }, 8, 1)
    expect(Array.from(columns)).toEqual([1, 0, 0, 0, 1, 0, 0, 0])
  })
  test('letters stand side by side, lines below one another, and what is not in the font is a box', () => {
    expect(textLines('L')).toEqual([[0, 0, 0, 6, 4, 6]])
    expect(textLines('-\n-')).toEqual([
      [1, 3, 3, 3],
      [1, 13, 3, 13],
    ])
    expect(textLines(' ~')).toEqual([[6, 0, 10, 0, 10, 6, 6, 6, 6, 0]])
    expect(textSize('ab\nc')).toEqual({ width: 10, height: 16 })
  })
})

interface Drawn {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly scale: number
  readonly angle: number
  readonly radius: number
}

describe('overlays', () => {
  test('text keeps inside where it fits, and larger text covers more', () => {
    const sizes = [0.1, 0.2, 0.4].map((size) => changed(textOverlay({ text: 'Ab1', size, opacity: 1 })))
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
    expect(sizes[0]).toBeGreaterThan(10)
    const out = reds(
      run(textOverlay({ text: 'H', size: 0.3, opacity: 1, place: [0, 0, 0, 0] }), plain('a', 64, 50), { seed: 2 })
        .sample,
    )
    expect(Math.max(...out)).toBe(255)
  })
  test('all of a text is seen, however large, long or turned it is and wherever it should lie', () => {
    for (let seed = 0; seed < 60; seed++) {
      const transform = textOverlay({ text: seed % 2 ? 'Ag1\njq' : '', size: [0.05, 1], angle: [-180, 180] })
      const [step] = run(transform, plain('a', 64, 50), { seed }).recipe
      const { text, radius, ...where } = step?.drawn as unknown as Drawn
      const { width, height } = textSize(text)
      const points = textLines(text).map((line) => line.map((at, index) => at - (index % 2 ? height : width) / 2))
      for (const line of placed(points, where)) {
        for (const at of line) {
          expect(at).toBeGreaterThanOrEqual(radius - 1e-6)
          expect(at).toBeLessThanOrEqual(64 - radius + 1e-6)
        }
      }
    }
  })
  test('more marks cover more', () => {
    const marks = [1, 5, 20].map((count) => changed(annotationArtifacts({ count })))
    expect(marks).toEqual(marks.toSorted((a, b) => a - b))
    expect(marks[0]).toBeGreaterThan(5)
  })
  test.each(['stripes', 'face', 'star', 'heart', 'screenshot'] as const)(
    '%s covers a part, the more the more opaque',
    (what) => {
      expect(changed(overlay({ what, opacity: 1 }))).toBeGreaterThan(50)
      const strength = [0.2, 0.6, 1].map((opacity) => {
        const out = reds(run(overlay({ what, opacity }), plain('a', 64, 50), { seed: 2 }).sample)
        return out.reduce((sum, value) => sum + Math.abs(value - 50), 0)
      })
      expect(strength).toEqual(strength.toSorted((a, b) => a - b))
    },
  )
  test('another picture is laid over it; labels stay, or follow what is seen', () => {
    const other = plain('other', 10, 200)
    const context: Context<Image> = { ...emptyContext, partners: ['other'], lookup: () => other }
    const play = (transform: Transform<Image>) => run(transform, plain('a', 64, 50), { seed: 2, context }).sample
    const kept = play(overlay({ what: 'image', size: 0.25, opacity: 1 }))
    expect(reds(kept).filter((value) => value === 200)).toHaveLength(256)
    expect(kept.labels.instances?.map(({ id }) => id)).toEqual(['a'])
    const pasted = play(overlay({ what: 'image', size: 0.25, opacity: 1, pasteLabels: true }))
    expect(pasted.labels.instances?.map(({ id }) => id)).toEqual(['a', 'other'])
    expect(pasted.labels.instances?.[1]?.box?.slice(2)).toEqual([16, 16])
    expect(play(overlay({ what: 'image', size: 1, opacity: 1, dropHidden: 0.1 })).labels.instances).toEqual([])
  })
})
