import { expect, test } from 'vitest'
import { showText } from './show-text.js'

test('a text shows its label, its spans, and the words that are new', () => {
  const before = { id: 'x', text: 'Ada saw a car', labels: {} }
  const after = {
    id: 'x',
    text: 'Ada saw an auto',
    labels: { label: 'a<b', spans: [{ start: 0, end: 3, label: 'person' }] },
  }
  const marked = showText(after, before)
  expect(marked).toMatch(
    /^<p class="label">a&#60;b<\/p><p class="text"><mark style="[^"]*" title="person">Ada<\/mark> saw /,
  )
  expect(marked).toMatch(/<ins>an<\/ins> <ins>auto<\/ins><\/p>$/)
  expect(showText(before, before)).toBe('<p class="text">Ada saw a car</p>')
})

test('a document of several texts shows each with what it is', () => {
  const pair = (hypothesis: string) => ({
    id: 'x',
    role: 'premise',
    text: 'Ada left.',
    labels: {},
    others: { hypothesis: { text: hypothesis } },
  })
  expect(showText(pair('She went.'), pair('She stayed.'))).toBe(
    '<p class="text"><b>premise</b> Ada left.</p><p class="text"><b>hypothesis</b> She <ins>went.</ins></p>',
  )
})
