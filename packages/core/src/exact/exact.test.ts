import fc from 'fast-check'
import { expect, test } from 'vitest'
import { atan, atan2, cos, exp, log, log10, logGamma, pow, sin, tan } from './index.js'

const close = (actual: number, expected: number, relative: number) => {
  if (actual === expected) return true
  return Math.abs(actual - expected) <= relative * Math.max(Math.abs(expected), Number.MIN_VALUE)
}
const finite = (min: number, max: number) => fc.double({ min, max, noNaN: true })

test('known values come out to the last digits', () => {
  expect(Math.abs(exp(1) - Math.E)).toBeLessThan(1e-15)
  expect(exp(0)).toBe(1)
  expect(log(1)).toBe(0)
  expect(log(Math.E)).toBe(1)
  expect(sin(Math.PI / 6)).toBeCloseTo(0.5, 15)
  expect(cos(Math.PI)).toBe(-1)
  expect(atan2(1, -1)).toBeCloseTo((3 * Math.PI) / 4, 15)
  expect(logGamma(5)).toBeCloseTo(Math.log(24), 13)
  expect(pow(2, 10)).toBe(1024)
  expect(log10(1000)).toBeCloseTo(3, 14)
})

test('the functions agree with the engine within a few units in the last place', () => {
  fc.assert(fc.property(finite(-700, 700), (x) => close(exp(x), Math.exp(x), 5e-16)))
  fc.assert(fc.property(finite(1e-300, 1e300), (x) => close(log(x), Math.log(x), 5e-16)))
  fc.assert(fc.property(finite(-1e5, 1e5), (x) => Math.abs(sin(x) - Math.sin(x)) < 1e-15))
  fc.assert(fc.property(finite(-1e5, 1e5), (x) => Math.abs(cos(x) - Math.cos(x)) < 1e-15))
  fc.assert(fc.property(finite(-1.5, 1.5), (x) => close(tan(x), Math.tan(x), 2e-15)))
  fc.assert(fc.property(finite(-1e6, 1e6), (x) => close(atan(x), Math.atan(x), 5e-16)))
  fc.assert(fc.property(finite(-9, 9), finite(-9, 9), (y, x) => close(atan2(y, x), Math.atan2(y, x), 1e-15)))
  fc.assert(fc.property(finite(1e-3, 1e3), finite(-20, 20), (x, y) => close(pow(x, y), x ** y, 5e-14)))
})
