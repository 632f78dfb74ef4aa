import { VariegateError } from '../error.js'

/** Turns text of one language into another; languages are ISO 639 codes. Answers come in the order of the texts. */
export interface Translator {
  translate(texts: readonly string[], from: string, to: string): Promise<readonly string[]>
}

/** What a runner hands to transforms that need more than the sample itself. */
export interface Context<Sample = unknown> {
  /** The ids of the other samples of the same split, sorted: the whole split, whatever part of it is being made. */
  readonly partners: readonly string[]
  /** Bring another sample by its id. */
  lookup(id: string): Sample | Promise<Sample>
  /** The ids of the samples in a folder that a policy names, sorted; `lookup` takes them. */
  list(folder: string): readonly string[] | Promise<readonly string[]>
  readonly translators: Readonly<Record<string, Translator>>
}

/** The context of a sample that stands alone. */
export const emptyContext: Context<never> = {
  partners: [],
  lookup: (id) => {
    throw new VariegateError(`Expected a context that can look up "${id}"; give one to run as \`context\`.`)
  },
  list: (folder) => {
    throw new VariegateError(`Expected a context that can list the folder "${folder}"; give one to run as \`context\`.`)
  },
  translators: {},
}
