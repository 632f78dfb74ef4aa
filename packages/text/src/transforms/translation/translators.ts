import { defineService } from '@variegate/core'

/** Turns text of one language into another; languages are ISO 639 codes. Answers come in the order of the texts. */
export interface Translator {
  translate(texts: readonly string[], from: string, to: string): Promise<readonly string[]>
}

/** The translators that a runner hands out, by name. */
export const translators = defineService<Readonly<Record<string, Translator>>>(
  'translators',
  'translators by name, for back-translation',
)
