import type { Json, JsonObject } from '../json.js'
import { policies } from '../policies/policies.js'
import { commonFields } from '../transform/common.js'
import type { TransformDefinition } from '../transform/transform.js'
import type { Packages } from './resolve.js'
import { sharedParts, type SharedParts } from './shared-parts.js'

/** The JSON Schema (draft 2020-12) of a policy file, for editors to complete and check as one types; what is said more than once stands under `$defs`. */
export function pipelineSchema(packages: Packages): JsonObject {
  const modalities = Object.entries(packages).map(([modality, transforms]) => ({
    modality,
    // One entry a name, so that what has two names is shared as well.
    named: [...transforms, ...policies.filter(({ name }) => !transforms.some((own) => own.name === name))].flatMap(
      (definition) => [definition.name, ...definition.aliases].map((name) => ({ name, definition })),
    ),
    alone: transforms.flatMap(({ name, aliases }) => [name, ...aliases]),
  }))
  const distinct = new Map(
    modalities.flatMap(({ modality, named }) =>
      named.map(({ definition }) => [JSON.stringify(optionsSchema(definition, modality)), definition] as const),
    ),
  )
  const options = sharedParts(
    'option',
    [...distinct.values()].flatMap((definition) => Object.entries(propertiesOf(definition))),
  )
  const transforms = sharedParts(
    'transform',
    modalities.flatMap(({ modality, named }) =>
      named.map(({ definition }) => [definition.name, optionsSchema(definition, modality, options)] as const),
    ),
  )
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Variegate policy',
    type: 'object',
    additionalProperties: false,
    properties: {
      version: { const: 1 },
      ...Object.fromEntries(modalities.map(({ modality }) => [modality, { $ref: `#/$defs/${modality}` }])),
    },
    $defs: {
      ...Object.fromEntries(
        modalities.flatMap(({ modality, named, alone }) => [
          [modality, { type: 'array', items: { $ref: `#/$defs/${modality}Step` } }],
          [
            `${modality}Step`,
            {
              anyOf: [
                { enum: alone },
                ...named.map(({ name, definition }) => ({
                  type: 'object',
                  required: [name],
                  additionalProperties: false,
                  properties: { [name]: transforms.refer(optionsSchema(definition, modality, options)) },
                })),
              ],
            },
          ],
        ]),
      ),
      ...options.definitions,
      ...transforms.definitions,
    },
  }
}

function propertiesOf({ fields }: TransformDefinition): Record<string, JsonObject> {
  const properties: Record<string, JsonObject> = {}
  for (const [name, field] of [...Object.entries(fields), ...Object.entries(commonFields)]) {
    const { default: standard } = field
    const unit = field.unit ? ` (${field.unit})` : ''
    properties[name] = {
      ...field.jsonSchema,
      description: `${field.doc}${unit}`,
      ...(standard === undefined ? {} : { default: standard as Json }), // a field's default is a JSON value
    }
  }
  return properties
}

function optionsSchema(definition: TransformDefinition, modality: string, shared?: SharedParts): JsonObject {
  const { takesSteps, doc } = definition
  const properties = Object.fromEntries(
    Object.entries(propertiesOf(definition)).map(([name, schema]) => [name, shared?.refer(schema) ?? schema]),
  )
  const options = { type: ['object', 'null'], description: doc, additionalProperties: false, properties }
  if (!takesSteps) return options
  const steps = { $ref: `#/$defs/${modality}` }
  return {
    anyOf: [
      steps,
      {
        ...options,
        type: 'object',
        ...(definition.fillsSteps ? {} : { required: ['steps'] }),
        properties: { ...properties, steps },
      },
    ],
  }
}
