import { emptyContext, run, type Context } from '@variegate/core'
import { expect, test } from 'vitest'
import { brightness, imageTransforms, saltAndPepper, type Image, type Raster } from '../src/index.js'
import { imageOf, OPTIONS } from './every-transform.js'

const raster: Raster = {
  width: 64,
  height: 48,
  channels: 4,
  data: Uint8ClampedArray.from({ length: 64 * 48 * 4 }, (_, at) => (at % 4 === 3 ? 255 : (at * 7) % 251)),
}
const context: Context<Image> = {
  ...emptyContext,
  partners: ['first', 'second'],
  lookup: (id) => imageOf(raster, id),
}

test('what a seed draws changes in review alone', async () => {
  const drawn = imageTransforms.flatMap((definition) => {
    const steps = definition.takesSteps ? [brightness(), saltAndPepper()] : []
    const transform = definition.configure({ ...definition.example, ...OPTIONS[definition.name] }, steps)
    return [1, 2, 3].map((seed) => JSON.stringify(run(transform, imageOf(raster, 'pinned'), { seed, context }).recipe))
  })
  await expect(`${drawn.join('\n')}\n`).toMatchFileSnapshot('golden/drawn.jsonl')
})
