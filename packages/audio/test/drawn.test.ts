import { emptyContext, runAsync } from '@variegate/core'
import { expect, test } from 'vitest'
import { audioPackage, type Clip } from '../src/index.js'
import { tone } from './laws.js'

test('what every transform draws from a seed stays', async () => {
  const clip = tone(440, 0.4)
  const context = { ...emptyContext, partners: ['a', 'b', 'c'], lookup: (id: string): Clip => ({ ...tone(333), id }) }
  const drawn: Record<string, unknown> = {}
  for (const definition of audioPackage.transforms) {
    const transform = definition.configure(definition.example ?? {})
    const recipes = []
    for (const seed of [1, 2, 3]) recipes.push((await runAsync(transform, clip, { seed, context })).recipe)
    drawn[definition.name] = recipes
  }
  await expect(`${JSON.stringify(drawn, null, 1)}\n`).toMatchFileSnapshot('golden/drawn.json')
})
