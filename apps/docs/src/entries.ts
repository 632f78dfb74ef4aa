import { policies, type TransformDefinition } from '@variegate/core'
import type { Packages } from '@variegate/core/pipeline'
import { loadPackages } from '@variegate/dataset'

/** A transform under the heading where readers look for it. */
export interface Entry {
  /** A modality, or `policy` for what every modality has. */
  readonly heading: string
  readonly definition: TransformDefinition
}

/** Load every transform, and what their names are looked up in. */
export async function loadEntries(): Promise<{ readonly entries: readonly Entry[]; readonly packages: Packages }> {
  const packages = await loadPackages()
  const entries = Object.entries(packages).flatMap(([heading, definitions]) =>
    ownOf(heading, definitions, packages).map((definition) => ({ heading, definition })),
  )
  return { entries: [...entries, ...policies.map((definition) => ({ heading: 'policy', definition }))], packages }
}

/** Image transforms work on video frames under the same names; one page is enough. */
function ownOf(
  heading: string,
  definitions: readonly TransformDefinition[],
  packages: Packages,
): readonly TransformDefinition[] {
  if (heading !== 'video') return definitions
  return definitions.filter(({ name }) => !packages.image?.some((image) => image.name === name))
}

/** Name a page's file. */
export const pageOf = ({ heading, definition }: Entry): string => `${heading}-${definition.name}.html`
