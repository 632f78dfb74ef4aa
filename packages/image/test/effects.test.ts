import { expect, test } from 'vitest'
import {
  affine,
  brightnessContrast,
  chromaticAberration,
  colorJitter,
  cropFromBorders,
  imageTransforms,
  plasmaBrightness,
  rgbShift,
  rollingShutter,
  shear,
  translate,
  xyMasking,
} from '../src/index.js'

test('affine moves as it was asked to and no other way', () => {
  expect(affine({ rotate: 10, scale: 2 }).options).toMatchObject({
    rotate: [10, 10],
    scale: [2, 2],
    shear: [0, 0],
    translate: [0, 0],
  })
  expect(affine({ translatePixels: 3 }).options).toMatchObject({ rotate: [0, 0], scale: [1, 1], shear: [0, 0] })
  expect(affine({ fitOutput: true }).options).toEqual({ ...affine().options, fitOutput: true })
  expect(affine().options).toMatchObject({
    rotate: [-15, 15],
    scale: [0.9, 1.1],
    shear: [-5, 5],
    translate: [-0.05, 0.05],
  })
})

test('colours, shears and shifts keep to what was asked for too', () => {
  expect(colorJitter({ hue: 0.1 }).options).toEqual({
    brightness: [1, 1],
    contrast: [1, 1],
    saturation: [1, 1],
    hue: [0.1, 0.1],
  })
  expect(brightnessContrast({ contrast: 0.5 }).options).toMatchObject({ brightness: [0, 0], contrast: [0.5, 0.5] })
  expect(rgbShift({ red: 9 }).options).toEqual({ red: [9, 9], green: [0, 0], blue: [0, 0] })
  expect(shear({ y: 8 }).options).toMatchObject({ x: [0, 0], y: [8, 8] })
  expect(translate({ xPixels: 4 }).options).toMatchObject({ y: [0, 0] })
})

test('sides, bands, swings and bends that nobody asked for stay away', () => {
  const nothing = [0, 0]
  expect(cropFromBorders({ left: 0.2 }).options).toMatchObject({ top: nothing, right: nothing, bottom: nothing })
  expect(xyMasking({ columns: 1 }).options).toMatchObject({ rows: nothing })
  expect(rollingShutter({ pan: 0.1 }).options).toMatchObject({ shake: nothing })
  expect(plasmaBrightness({ brightness: 0.1 }).options).toMatchObject({ contrast: nothing })
  expect(chromaticAberration({ primary: 0.1 }).options).toMatchObject({ secondary: nothing })
})

test('every effect beside others has a neutral value, and names options of its transform', () => {
  const found = imageTransforms.flatMap(({ name, fields }) =>
    Object.values(fields).flatMap(({ beside, neutral }) => (beside ? [{ name, fields, beside, neutral }] : [])),
  )
  expect(new Set(found.map(({ name }) => name)).size).toBe(16)
  for (const { fields, beside, neutral } of found) {
    expect(neutral).toBeDefined()
    for (const name of beside) expect(Object.keys(fields)).toContain(name)
  }
})
