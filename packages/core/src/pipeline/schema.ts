import type { Json, JsonObject } from '../json.js'
import { policies } from '../policies/policies.js'
import { commonFields } from '../transform/common.js'
import type { TransformDefinition } from '../transform/transform.js'
import type { Packages } from './resolve.js'

/** The JSON Schema (draft 2020-12) of a policy file, for editors to complete and check as one types. */
export function pipelineSchema(packages: Packages): JsonObject {
  const modalities = Object.keys(packages)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Variegate policy',
    type: 'object',
    additionalProperties: false,
    properties: {
      version: { const: 1 },
      ...Object.fromEntries(modalities.map((name) => [name, { $ref: `#/$defs/${name}` }])),
    },
    $defs: Object.fromEntries(modalities.flatMap((name) => definitions(name, packages[name] ?? []))),
  }
}

function definitions(modality: string, transforms: readonly TransformDefinition[]): [string, JsonObject][] {
  const all = [...transforms, ...policies]
  const step = {
    anyOf: [
      { enum: transforms.flatMap(({ name, aliases }) => [name, ...aliases]) },
      ...all.flatMap((definition) =>
        [definition.name, ...definition.aliases].map((name) => ({
          type: 'object',
          description: definition.doc,
          required: [name],
          additionalProperties: false,
          properties: { [name]: optionsSchema(definition, modality) },
        })),
      ),
    ],
  }
  return [
    [modality, { type: 'array', items: { $ref: `#/$defs/${modality}Step` } }],
    [`${modality}Step`, step],
  ]
}

function optionsSchema({ fields, takesSteps, doc }: TransformDefinition, modality: string): Json {
  const properties: Record<string, Json> = {}
  for (const [name, field] of [...Object.entries(fields), ...Object.entries(commonFields)]) {
    const { default: standard } = field
    const unit = field.unit ? ` (${field.unit})` : ''
    properties[name] = {
      ...field.jsonSchema,
      description: `${field.doc}${unit}`,
      ...(standard === undefined ? {} : { default: standard as Json }), // a field's default is a JSON value
    }
  }
  const options = { type: ['object', 'null'], description: doc, additionalProperties: false, properties }
  if (!takesSteps) return options
  const steps = { $ref: `#/$defs/${modality}` }
  return { anyOf: [steps, { ...options, type: 'object', required: ['steps'], properties: { ...properties, steps } }] }
}
