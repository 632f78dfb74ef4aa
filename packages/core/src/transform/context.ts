import { VariegateError } from '../error.js'

/** What a runner hands to transforms that need more than the sample itself. */
export interface Context<Sample = unknown> {
  /** The ids of the other samples of the same split, sorted: the whole split, whatever part of it is being made. */
  readonly partners: readonly string[]
  /** Bring another sample by its id. */
  lookup(id: string): Sample | Promise<Sample>
  /** The ids of the samples in a folder that a policy names, sorted; `lookup` takes them. */
  list(folder: string): readonly string[] | Promise<readonly string[]>
  /** What modalities declare that they need from outside, by name: see `defineService`. */
  readonly services: Readonly<Record<string, unknown>>
  /** Store what came from outside and is too large for a recipe, once, before the output that uses it; gives its name, a hash. */
  keep(bytes: Uint8Array): string | Promise<string>
  /** Bring what was kept. */
  kept(hash: string): Uint8Array | Promise<Uint8Array>
}

/** Something from outside that transforms of a modality may use: translators, models. */
export interface Service<T> {
  readonly name: string
  /** One sentence. */
  readonly doc: string
  /** The service in a context; throws a `VariegateError` where the runner hands none out. */
  of(context: Pick<Context, 'services'>): T
}

/** Declare a service; a runner puts it into a context's `services` under its name. */
export const defineService = <T>(name: string, doc: string): Service<T> => ({
  name,
  doc,
  of({ services }) {
    if (Object.hasOwn(services, name)) return services[name] as T // whoever hands it out has its declaration
    throw new VariegateError(
      `Expected a context with ${name} (${doc}); give one to run as \`context: { services: { ${name}: … } }\`.`,
    )
  },
})

const needed = (what: string): VariegateError =>
  new VariegateError(`Expected a context that can ${what}; give one to run as \`context\`.`)

/** The context of a sample that stands alone. */
export const emptyContext: Context<never> = {
  partners: [],
  lookup: (id) => {
    throw needed(`look up "${id}"`)
  },
  list: (folder) => {
    throw needed(`list the folder "${folder}"`)
  },
  services: {},
  keep: () => {
    throw needed('keep what came from outside')
  },
  kept: (hash) => {
    throw needed(`bring what was kept as ${hash}`)
  },
}
