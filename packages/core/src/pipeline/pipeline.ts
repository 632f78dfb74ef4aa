import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  stringify,
  type Document,
} from 'yaml'
import { VariegateError } from '../error.js'
import type { Json, JsonObject } from '../json.js'
import type { Transform } from '../transform/transform.js'
import { resolvePipeline, type Packages, type Pipeline } from './resolve.js'

export interface ParseOptions {
  readonly packages: Packages
  /** The file's name, for errors. */
  readonly file?: string
}

// A policy is small; anything larger is a mistake or an attack.
const LARGEST_TEXT = 1_000_000

/**
 * Read a pipeline from YAML or JSON text, or from a plain object.
 * Throws a `VariegateError` that names the file, line and column, what came, what is allowed, and the nearest right name.
 */
export function parsePipeline(source: string | JsonObject, { packages, file = 'policy' }: ParseOptions): Pipeline {
  if (typeof source !== 'string')
    return located(
      () => resolvePipeline(source, packages),
      (path) => `${file} at ${path.join('.') || 'its top'}`,
    )
  if (source.length > LARGEST_TEXT) {
    throw new VariegateError(
      `${file}: Expected a policy of at most ${LARGEST_TEXT} characters but received ${source.length}.`,
    )
  }
  const deep = tooDeepAt(source)
  if (deep !== undefined)
    throw new VariegateError(
      `${file}:${deep}: Expected a policy of at most ${MOST_LEVELS} levels but it is nested deeper here.`,
    )
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const [problem] = document.errors
  if (problem) {
    const { line, col } = lines.linePos(problem.pos[0])
    throw new VariegateError(`${file}:${line}:${col}: ${problem.message}.`)
  }
  const value = located(
    () => toJson(document),
    () => file,
  )
  return located(
    () => resolvePipeline(value, packages),
    (path) => {
      const offset = offsetOf(document, path)
      const { line, col } = lines.linePos(offset)
      return `${file}:${line}:${col}`
    },
  )
}

/** The YAML parser calls itself for every level, and takes the process down where the stack ends. */
const MOST_LEVELS = 200
/** Blanks and marks of list items and keys, two characters a level. */
const MANY_LEVELS = new RegExp(`[\\s?:-]{${2 * MOST_LEVELS},}`)

/** The line of a text with more levels than any policy has: brackets that are open, or blanks and marks of lists and keys. */
function tooDeepAt(source: string): number | undefined {
  let open = 0
  for (const [index, line] of source.split('\n').entries()) {
    if (MANY_LEVELS.test(line)) return index + 1
    for (const character of line) {
      if (character === '[' || character === '{') open++
      if (character === ']' || character === '}') open--
      if (open > MOST_LEVELS) return index + 1
    }
  }
  return undefined
}

/** The modalities that a policy's text names, before anything else of it is read; none where it is no policy. */
export function modalitiesOf(source: string): readonly string[] {
  if (source.length > LARGEST_TEXT) return []
  if (tooDeepAt(source) !== undefined) return []
  const { contents } = parseDocument(source)
  return isMap(contents) ? contents.items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : [])) : []
}

/** Write a pipeline as the plain object that JSON and YAML files hold. */
export function pipelineToJson(pipeline: Pipeline): JsonObject {
  return Object.fromEntries(Object.entries(pipeline).map(([modality, steps]) => [modality, steps.map(stepToJson)]))
}

/** Write a pipeline as YAML. */
export function formatPipeline(pipeline: Pipeline): string {
  return stringify(pipelineToJson(pipeline))
}

function stepToJson({ name, given, steps }: Transform): Json {
  if (steps.length === 0) return { [name]: given }
  const written = steps.map(stepToJson)
  return { [name]: Object.keys(given).length === 0 ? written : { ...given, steps: written } }
}

/** YAML may hold what JSON does not (dates, maps with odd keys); a policy needs none of it. */
function toJson(document: Document.Parsed): Json {
  // Few aliases suffice for shared ranges; many are how a small file grows without end.
  const value: unknown = document.toJS({ maxAliasCount: 100 })
  return JSON.parse(JSON.stringify(value ?? null)) as Json // just written by JSON.stringify
}

/** The offset of the deepest part of a path that exists; what is more than one value is found by its key. */
function offsetOf(document: Document.Parsed, path: readonly (string | number)[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = document.getIn(path.slice(0, depth - 1), true)
    const name = path[depth - 1]
    const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === name) : undefined
    const value = document.getIn(path.slice(0, depth), true)
    const node = pair && isCollection(value) ? pair.key : value
    if (isNode(node) && !isAlias(node) && node.range) return node.range[0]
  }
  return document.contents?.range?.[0] ?? 0
}

function located<T>(work: () => T, place: (path: readonly (string | number)[]) => string): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof VariegateError)) {
      throw new VariegateError(`${place([])}: ${error instanceof Error ? error.message : String(error)}`, [], {
        cause: error,
      })
    }
    throw new VariegateError(`${place(error.path)}: ${error.message}`, error.path, { cause: error })
  }
}
