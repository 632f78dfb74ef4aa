import { framesOf, type VideoClip } from '@variegate/video'
import { describe, expect, test } from 'vitest'
import type { TableRow } from '../files/table.js'
import { tracksTable } from './tracks-table.js'

const clip: VideoClip = {
  width: 48,
  height: 64,
  frameTimes: Float64Array.of(0, 0.5),
  duration: 1,
  frames: framesOf([]),
  labels: { label: 'x' },
}
const row = (line: number, text: string): TableRow => {
  const [track = '', label = '', time = '', x = '', y = '', width = '', height = ''] = text.split(' ')
  return { line, cells: { file: 'a.mp4', track, label, time, x, y, width, height }, numbers: new Map() }
}
const attach = (...rows: string[]) =>
  tracksTable.attach(
    clip,
    rows.map((text, index) => row(index + 2, text)),
    'tracks.csv',
  )

test('rows in any order become tracks in order of time', () => {
  const { labels } = attach('7 car 0.5 2 2 4 4', '8 bus 1 -3 60 10 10', '7 car 0 1 1 4 4')
  expect(labels).toEqual({
    label: 'x',
    tracks: [
      {
        id: '7',
        label: 'car',
        moments: [
          { time: 0, instance: { box: [1, 1, 4, 4] } },
          { time: 0.5, instance: { box: [2, 2, 4, 4] } },
        ],
      },
      { id: '8', label: 'bus', moments: [{ time: 1, instance: { box: [-3, 60, 10, 10] } }] },
    ],
  })
})

describe('rows that fit no clip, or disagree, are refused by line', () => {
  test.each([
    [['7 car 0 1 1 4 4', '7 car 1.2 1 1 4 4'], "Expected times within the clip's 1 s but tracks.csv:3 is at 1.2 s."],
    [['7 car -0.1 1 1 4 4'], "Expected times within the clip's 1 s but tracks.csv:2 is at -0.1 s."],
    [
      ['7 car 0 1 1 4 4', '7 car 0.0 2 1 4 4'],
      'Expected one box of track 7 at a time but tracks.csv:2 and tracks.csv:3 both are at 0 s.',
    ],
    [
      ['7 car 0 1 1 4 4', '7 bus 0.5 2 1 4 4'],
      'Expected one label of track 7 but it is "car" in tracks.csv:2 and "bus" in tracks.csv:3.',
    ],
    [
      ['7 car 0 60 1 4 4'],
      'Expected boxes on the picture of 48x64, as it is shown, but tracks.csv:2 has 4x4 at 60, 1; take out boxes of what is out of sight.',
    ],
    [['7 car 0 1 1 0 4'], 'Expected a width and a height above 0 but tracks.csv:2 has 0 and 4.'],
  ])('%j', (rows, said) => {
    expect(() => attach(...rows)).toThrow(said)
  })
})
