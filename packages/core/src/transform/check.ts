import { VariegateError } from '../error.js'
import { show } from '../fields/index.js'
import { isJsonObject, type JsonObject } from '../json.js'
import type { Transform, TransformDefinition } from './transform.js'

/** Refuse what is no transform with its options; from JavaScript anything may come. */
export function checkSteps<Sample>(owner: string, steps: unknown): readonly Transform<Sample>[] {
  if (!Array.isArray(steps))
    throw new VariegateError(`Expected a list of transforms for ${owner} but received ${named(steps)}.`)
  for (const [index, step] of (steps as readonly unknown[]).entries()) {
    if (isTransform(step)) continue
    const hint = isTransformDefinition(step)
      ? `; call it: ${step.name}()`
      : isJsonObject(step)
        ? '; parsePipeline makes transforms of plain objects'
        : ''
    throw new VariegateError(
      `Expected a transform such as gamma({ gamma: 2 }) for ${owner} but step ${index} is ${named(step)}${hint}.`,
      [index],
    )
  }
  return steps as readonly Transform<Sample>[] // each was just looked at
}

/** The options that a definition is called with; throws for anything but an object. */
export function checkOptions(owner: string, options: unknown): JsonObject {
  if (options === undefined) return {}
  if (isJsonObject(options) && !isTransform(options) && !isTransformDefinition(options)) return { ...options }
  throw new VariegateError(`Expected options in braces for ${owner} but received ${named(options)}.`)
}

/** Tell whether a value is a transform definition, e.g. among the exports of a user's module. */
export function isTransformDefinition(value: unknown): value is TransformDefinition {
  return (
    (typeof value === 'function' || typeof value === 'object') &&
    value !== null &&
    'configure' in value &&
    'play' in value &&
    'replay' in value &&
    'fields' in value
  )
}

const isTransform = (value: unknown): value is Transform =>
  typeof value === 'object' && value !== null && 'definition' in value && isTransformDefinition(value.definition)

/** A value as a person would call it. */
export function named(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (isTransform(value)) return `the transform ${value.name}`
  if (isTransformDefinition(value)) return `the definition of ${value.name}`
  return typeof value === 'function' ? `the function ${value.name || 'without a name'}` : show(value)
}
