import { run } from '@variegate/core'
import { expect, test } from 'vitest'
import { frameDrop, frameRepeat, onFrames, reverse, speed } from '../src/index.js'
import { imageTransforms } from '@variegate/image'
import { paintedClip } from './painted.js'

test('what a seed draws changes in review alone; lifted transforms draw as their own packages pin', async () => {
  const clip = { ...paintedClip(64, 48), id: 'pinned', labels: {} }
  const rotate = imageTransforms.filter(({ name }) => name === 'rotate').map(onFrames)
  const steps = [
    ...[frameDrop, frameRepeat, speed, reverse, ...rotate].map((definition) => definition.configure({})),
    ...rotate.flatMap((definition) => [
      definition.configure({ vary: 'part' }),
      definition.configure({ vary: 'path', period: 0.2 }),
    ]),
  ]
  const drawn = steps.flatMap((step) => [1, 2, 3].map((seed) => JSON.stringify(run(step, clip, { seed }).recipe)))
  await expect(`${drawn.join('\n')}\n`).toMatchFileSnapshot('drawn.jsonl')
})
