/** Whether a stretch of text is a word, or holds one. */
export const isWord = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)
