import { expect, test } from 'vitest'
import { mixClasses } from './classes.js'

test('classes mix by their shares, which add up to 1', () => {
  expect(mixClasses('cat', 'dog', 0.25)).toEqual({ cat: 0.75, dog: 0.25 })
  expect(mixClasses({ cat: 0.5, dog: 0.5 }, 'dog', 0.5)).toEqual({ cat: 0.25, dog: 0.75 })
})

test('one class alone stays a name, and nothing added changes nothing', () => {
  expect(mixClasses('cat', 'cat', 0.5)).toBe('cat')
  expect(mixClasses('cat', 'dog', 0)).toBe('cat')
  expect(mixClasses('cat', 'dog', 1)).toBe('dog')
  expect(mixClasses('cat', undefined, 0.5)).toBe('cat')
  expect(mixClasses(undefined, 'dog', 0.5)).toBe('dog')
  expect(mixClasses(undefined, undefined, 0.5)).toBeUndefined()
})
