/** Give a word the letter case of another: all capitals, a capital first, or none. */
export function withCase(word: string, model: string): string {
  if (model.length > 1 && model === model.toUpperCase() && model !== model.toLowerCase()) return word.toUpperCase()
  const [first = ''] = model
  const [own = ''] = word
  return first !== first.toLowerCase() ? own.toUpperCase() + word.slice(own.length) : word
}
