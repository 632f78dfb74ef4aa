import { run } from '@variegate/core'
import { expect, test } from 'vitest'
import { seriesPackage, type Series } from '../src/index.js'

const series: Series = {
  id: 'pinned',
  times: Float64Array.from({ length: 60 }, (_, index) => index / 4),
  channels: ['x', 'y', 'z'].map((name, row) => ({
    name,
    kind: 'continuous' as const,
    values: Float64Array.from({ length: 60 }, (_, index) => ((index * (row + 3)) % 17) - 8),
  })),
  labels: { intervals: [{ start: 2, end: 5, label: 'busy' }] },
}

test('what a seed draws changes in review alone', async () => {
  const drawn = seriesPackage.transforms.flatMap((definition) =>
    [1, 2, 3].map((seed) =>
      JSON.stringify(run(definition.configure(definition.example ?? {}), series, { seed }).recipe),
    ),
  )
  await expect(`${drawn.join('\n')}\n`).toMatchFileSnapshot('drawn.jsonl')
})
