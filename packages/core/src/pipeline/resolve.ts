import { suggestion, VariegateError } from '../error.js'
import { show } from '../fields/index.js'
import { isJsonObject, type Json, type JsonObject } from '../json.js'
import { policies } from '../policies/policies.js'
import type { ModalityPackage } from '../transform/package.js'
import type { Transform, TransformDefinition } from '../transform/transform.js'

/** The transforms that a policy file's names are looked up in, by modality. */
export type Packages = Readonly<Record<string, readonly TransformDefinition[]>>

/** Take modality packages whole, by the names of their modalities. */
export const packagesOf = (packages: readonly ModalityPackage[]): Packages =>
  Object.fromEntries(packages.map(({ modality, transforms }) => [modality.name, transforms]))

/** What to do to each modality. */
export type Pipeline = Readonly<Record<string, readonly Transform[]>>

type Path = readonly (string | number)[]

/** No policy for people is nested like this; much deeper ones end the stack. */
const MOST_NESTED = 32
/** A policy's place, its name, and `steps`. */
const PATH_PARTS = 3

/** Make a pipeline of plain JSON; throws a `VariegateError` whose path leads to the trouble. */
export function resolvePipeline(document: Json, packages: Packages): Pipeline {
  if (!isJsonObject(document)) {
    throw new VariegateError(
      `Expected a policy with a list of steps for each modality (${list(packages)}) but received ${show(document)}.`,
    )
  }
  const pipeline: Record<string, readonly Transform[]> = {}
  for (const [key, value] of Object.entries(document)) {
    if (key === 'version') {
      if (value !== 1) throw new VariegateError(`Expected version 1 but received ${show(value)}.`, ['version'])
      continue
    }
    if (!Object.hasOwn(packages, key)) {
      throw new VariegateError(
        `Unknown modality "${key}"${suggestion(key, Object.keys(packages))} (it may be ${list(packages)}).`,
        [key],
      )
    }
    pipeline[key] = resolveSteps(value, [key], key, packages)
  }
  return pipeline
}

const list = (packages: Packages): string => Object.keys(packages).join(', ')

function resolveSteps(value: Json | undefined, path: Path, modality: string, packages: Packages): Transform[] {
  if (path.length > MOST_NESTED * PATH_PARTS)
    throw new VariegateError(`Expected steps within at most ${MOST_NESTED} policies but they are nested deeper.`, path)
  if (!Array.isArray(value)) {
    throw new VariegateError(`Expected a list of steps but received ${show(value)}.`, path)
  }
  return value.map((step: Json, index) => resolveStep(step, [...path, index], modality, packages))
}

/** A step is a name, or an object whose only key is the name and whose value holds the options. */
function resolveStep(step: Json, path: Path, modality: string, packages: Packages): Transform {
  const entries: [string, Json | undefined][] =
    typeof step === 'string' ? [[step, {}]] : isJsonObject(step) ? Object.entries(step) : []
  const [entry] = entries
  if (entries.length !== 1 || !entry) {
    throw new VariegateError(`Expected one step, a name or "name: { options }", but received ${show(step)}.`, path)
  }
  const [name, value] = entry
  const inside = typeof step === 'string' ? path : [...path, name]
  const definition = findDefinition(name, path, modality, packages)
  return definition.takesSteps
    ? resolvePolicy(definition, value, inside, modality, packages)
    : at(inside, () => definition.configure(optionsOf(value, definition, inside)))
}

/** A policy is a list of steps, or options with the list under `steps`. */
function resolvePolicy(
  definition: TransformDefinition,
  value: Json | undefined,
  path: Path,
  modality: string,
  packages: Packages,
): Transform {
  const plain = Array.isArray(value)
  const options = plain ? {} : optionsOf(value, definition, path)
  const { steps: listed, ...given } = options
  const steps = plain
    ? resolveSteps(value, path, modality, packages)
    : listed === undefined && definition.fillsSteps
      ? fillSteps(definition, packages[modality] ?? [])
      : resolveSteps(listed, listed === undefined ? path : [...path, 'steps'], modality, packages)
  return at(path, () => definition.configure(given, steps))
}

/** A modality's transforms that a policy chooses from where it is given none: those that work alone, as they are by default. */
function fillSteps(policy: TransformDefinition, definitions: readonly TransformDefinition[]): Transform[] {
  return definitions
    .filter(({ takesSteps, usesOthers }) => !takesSteps && usesOthers !== true)
    .map((definition) => definition.configure(definition.example ?? {}))
    .filter((transform) => policy.fillsSteps?.(transform) === true)
}

function optionsOf(value: Json | undefined, { name, modality }: TransformDefinition, path: Path): JsonObject {
  if (value === null || value === undefined) return {}
  if (isJsonObject(value)) return value
  throw new VariegateError(`Expected options in braces for ${modality}/${name} but received ${show(value)}.`, path)
}

function findDefinition(name: string, path: Path, modality: string, packages: Packages): TransformDefinition {
  const own = [...(packages[modality] ?? []), ...policies]
  const found = own.find((definition) => definition.name === name || definition.aliases.includes(name))
  if (found) return found
  const elsewhere = Object.keys(packages).find((other) =>
    packages[other]?.some((definition) => definition.name === name),
  )
  const near = suggestion(
    name,
    own.flatMap((definition) => [definition.name, ...definition.aliases]),
  )
  const hint =
    elsewhere === undefined ? near || '; `variegate transforms` lists them all' : `; it is a transform of ${elsewhere}`
  throw new VariegateError(`Unknown transform "${name}" for ${modality}${hint}.`, path)
}

/** Put where a step stands in front of where its error lies. */
function at<T>(path: Path, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof VariegateError)) throw error
    throw new VariegateError(error.message, [...path, ...error.path], { cause: error })
  }
}
