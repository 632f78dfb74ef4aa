import type { JsonObject } from '../json.js'

/** Parts of a JSON Schema that are said more than once. */
export interface SharedParts {
  /** What stands under `$defs`. */
  readonly definitions: Readonly<Record<string, JsonObject>>
  /** A reference to a part that is shared; any other part as it is. */
  refer(part: JsonObject): JsonObject
}

/** Share those of the parts that occur more than once, under `kind.name`, numbered from the second part of a name on. */
export function sharedParts(kind: string, parts: Iterable<readonly [name: string, part: JsonObject]>): SharedParts {
  const names = new Map<string, string>()
  const once = new Set<string>()
  const definitions: Record<string, JsonObject> = {}
  for (const [name, part] of parts) {
    const text = JSON.stringify(part)
    if (names.has(text)) continue
    if (!once.has(text)) {
      once.add(text)
      continue
    }
    const taken = freeName(`${kind}.${name}`, definitions)
    names.set(text, taken)
    definitions[taken] = part
  }
  return {
    definitions,
    refer(part) {
      const name = names.get(JSON.stringify(part))
      return name === undefined ? part : { $ref: `#/$defs/${name}` }
    },
  }
}

function freeName(name: string, taken: Readonly<Record<string, unknown>>): string {
  let count = 1
  while ((count === 1 ? name : `${name}${count}`) in taken) count++
  return count === 1 ? name : `${name}${count}`
}
