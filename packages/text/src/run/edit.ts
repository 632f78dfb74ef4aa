import { VariegateError, type Runner } from '@variegate/core'
import { partsOf, roleOf, withParts } from '../parts.js'
import type { Document, Part } from '../sample.js'
import type { EditStep } from '../steps/edit.js'
import { editMap, mapText, type TextMap } from '../steps/text-map.js'

/** The new text of each part that changes, by its role. */
export type TextMaps = ReadonlyMap<string, TextMap>

/** Write the new texts; labels follow the maps. */
export const edit: Runner<Document, EditStep, TextMaps> = {
  map: ({ edits }, document) => {
    const parts = new Map(partsOf(document))
    const roles = new Set(edits.map(({ part }) => part ?? roleOf(document)))
    return new Map(
      [...roles].map((role): [string, TextMap] => {
        const part = parts.get(role)
        if (!part)
          throw new VariegateError(
            `Expected edits of a part of the document, one of ${[...parts.keys()].join(', ')}, but received ${role}.`,
          )
        const own = edits.filter((one) => (one.part ?? roleOf(document)) === role)
        return [role, editMap(part.text.length, own, role)]
      }),
    )
  },
  run(_step, document, maps) {
    const parts = new Map(partsOf(document))
    const written = [...(maps ?? [])].map(([role, map]): [string, Part] => {
      const part = parts.get(role) ?? document
      return [role, { ...part, text: mapText(map, part.text) }]
    })
    return withParts(document, new Map(written))
  },
}
