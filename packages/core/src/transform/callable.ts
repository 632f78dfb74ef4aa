import type { TransformDefinition } from './transform.js'

/** Let a definition be called, `gamma({ gamma: 2 })`, and keep its properties, `gamma.doc`. */
export function makeCallable<Sample, Call extends (...given: never[]) => unknown>(
  definition: TransformDefinition<Sample>,
  call: Call,
): Call & TransformDefinition<Sample> {
  // A function's own name cannot be assigned, only defined.
  const properties = Object.entries(definition).map(([key, value]) => [key, { value, enumerable: true }] as const)
  return Object.defineProperties(call, Object.fromEntries(properties)) as Call & TransformDefinition<Sample>
}
