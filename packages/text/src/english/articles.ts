/** What an article has to be before a text, in its letter case; nothing where it is right, or no article. */
export function articleFor(article: string, next: string): string | undefined {
  if (!/^an?$/i.test(article)) return undefined
  const right = soundOf(next)
  if (article.toLowerCase() === right) return undefined
  // "A" alone is a capital first letter, not a shout.
  return article.startsWith('A') ? `A${right.slice(1)}` : right
}

/** The article before a word: "an" before a vowel sound. */
function soundOf(word: string): 'a' | 'an' {
  const lower = word.toLowerCase()
  if (/^(hour|honest|honou?r|heir)/.test(lower)) return 'an'
  if (/^(uni([^nm]|$)|use|usu|eu|one|once|ubiq|ute)/.test(lower)) return 'a'
  return /^[aeiou]/.test(lower) ? 'an' : 'a'
}
