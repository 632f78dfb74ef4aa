import { expect, test } from 'vitest'
import { refuseLooseLabels, refuseUnknownKeys } from './error.js'

test.each([
  [{ evens: 1 }, 'Unknown key "evens" in the labels; the nearest right name is "events" (it may have label, events).'],
  [{ spans: 1 }, 'Unknown key "spans" in the labels; the nearest right name is "events" (it may have label, events).'],
  [{ toString: 1 }, 'Unknown key "toString" in the labels (it may have label, events).'],
  [undefined, 'Expected the labels as an object that may have label, events but received undefined.'],
  [null, 'Expected the labels as an object that may have label, events but received null.'],
  [['x'], 'Expected the labels as an object that may have label, events but received a list.'],
  ['cat', 'Expected the labels as an object that may have label, events but received "cat".'],
])('%j is refused with the nearest right name, or for what it is', (value, said) =>
  expect(() => refuseUnknownKeys('the labels', value, ['label', 'events'], { spans: 'events' })).toThrow(
    expect.objectContaining({ message: said }),
  ),
)

test('labels beside `labels` are refused, all else stays', () => {
  refuseLooseLabels('a clip', { labels: {}, other: 1 }, ['labels', 'events'])
  expect(() => refuseLooseLabels('a clip', { labels: {}, events: [] }, ['events'])).toThrow(
    'Expected "events" of a clip within its labels, { labels: { … } }, but it stands beside them.',
  )
})
