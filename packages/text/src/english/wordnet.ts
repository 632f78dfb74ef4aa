import { wordnetLines } from './wordnet.generated.js'

/** Which of WordNet's four parts of speech a universal part of speech is. */
const PARTS: Readonly<Record<string, string>> = { NOUN: 'n', VERB: 'v', ADJ: 'a', ADV: 'r' }

let lexicon: ReadonlyMap<string, string> | undefined

/** The synonyms of a lemma in its commonest senses, all in dictionary form; none where the part of speech has none. */
export function synonymsOf(lemma: string, part: string): readonly string[] {
  const letter = PARTS[part]
  if (letter === undefined) return []
  lexicon ??= readLines()
  const entry = lexicon
    .get(lemma)
    ?.split(' ')
    .find((group) => group.startsWith(letter))
  return entry === undefined ? [] : entry.slice(1).split(',')
}

/** A line is how many letters it shares with the one before, the rest of the lemma, and a group for each part of speech. */
function readLines(): ReadonlyMap<string, string> {
  const entries = new Map<string, string>()
  let lemma = ''
  for (const line of wordnetLines.split('\n')) {
    const space = line.indexOf(' ')
    lemma = lemma.slice(0, Number(line[0])) + line.slice(1, space)
    entries.set(lemma, line.slice(space + 1))
  }
  return entries
}
