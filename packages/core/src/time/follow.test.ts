import { expect, test } from 'vitest'
import { followTimed, identityTime, joinTime, timeMap } from './index.js'

test('labels are clipped, and those that are gone are told', () => {
  const map = joinTime([{ start: 1, end: 3 }])
  const labels = [
    { start: 0, end: 2, label: 'a', id: 1 },
    { start: 0, end: 1, label: 'b', id: 2 },
  ]
  expect(followTimed('event', map, [{ labels }], 'the clip')).toEqual({
    labels: [{ start: 0, end: 1, label: 'a', id: 1 }],
    dropped: [{ kind: 'event', id: 2, label: 'b', reason: 'nothing of it is left in the clip' }],
  })
})

test('labels in seconds since 1970 stay there, whatever the map counts from', () => {
  const map = joinTime([{ start: 2, end: 4 }])
  const { labels } = followTimed(
    'interval',
    map,
    [{ labels: [{ start: 1003, end: 1010, label: 'x' }], origin: 1000 }],
    '',
  )
  expect(labels).toEqual([{ start: 1001, end: 1002, label: 'x' }])
})

test('labels of every input come along at their new times, and say whose they are', () => {
  const map = timeMap([
    { start: 0, end: 2, from: 0, rate: 1 },
    { start: 2, end: 4, from: 1, rate: 1, source: 1 },
  ])
  const own = [{ start: 1, end: 5, label: 'own' }]
  const other = [
    { start: 0, end: 2, label: 'other' },
    { start: 0, end: 1, label: 'unheard' },
    { start: 2, end: 3, label: 'third', source: 'c' },
  ]
  const inputs = [{ labels: own }, { labels: other, id: 'b', origin: 0 }]
  expect(followTimed('event', map, inputs, 'the clip')).toEqual({
    labels: [
      { start: 1, end: 2, label: 'own' },
      { start: 2, end: 3, label: 'other', source: 'b' },
      { start: 3, end: 4, label: 'third', source: 'c' },
    ],
    dropped: [],
  })
})

test('without labels there are none afterwards', () =>
  expect(followTimed('word', identityTime(3), [{ labels: undefined }], 'the clip')).toEqual({ dropped: [] }))
