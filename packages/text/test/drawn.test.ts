import { emptyContext, runAsync } from '@variegate/core'
import { expect, test } from 'vitest'
import { textPackage, type Document } from '../src/index.js'

const document: Document = {
  id: 'pinned',
  text: 'The quick dogs happily jumped over a big fence. Ada Lovelace wrote the first program! She lived in London.',
  labels: { spans: [{ start: 48, end: 60, label: 'person' }] },
  role: 'premise',
  others: { hypothesis: { text: 'A woman quickly wrote an old program.' } },
}
const shouting = { translate: async (texts: readonly string[]) => texts.map((text) => text.toUpperCase()) }
const context = { ...emptyContext, services: { translators: { apertium: shouting } } }

test('what a seed draws changes in review alone', async () => {
  const drawn: string[] = []
  for (const definition of textPackage.transforms)
    for (const seed of [1, 2, 3]) {
      const { recipe } = await runAsync(definition.configure(definition.example ?? {}), document, { seed, context })
      drawn.push(JSON.stringify(recipe))
    }
  await expect(`${drawn.join('\n')}\n`).toMatchFileSnapshot('drawn.jsonl')
})
