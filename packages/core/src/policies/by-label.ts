import { VariegateError } from '../error.js'
import { list, text } from '../fields/index.js'
import type { ClassLabel } from '../json.js'
import { definePolicy } from './policy.js'

/** What stands for every sample that no other step is for. */
const OTHERS = '*'

/** Take the step that is for the sample's label. */
export const byLabel = definePolicy({
  name: 'byLabel',
  doc: 'Take the steps that are for the labels of the sample: its class, or those of its objects, events, spans or intervals.',
  options: {
    labels: list({
      of: text({}),
      default: [],
      doc: 'The label that each step is for, one a step; `*` is for samples that have none of the others.',
    }),
  },
  check({ labels }, { length }) {
    if (labels.length !== length)
      throw new VariegateError(
        `Expected ${length} labels, one a step, for byLabel.labels but received ${labels.length}.`,
        ['labels'],
      )
  },
  choose(_random, { labels }, steps, sample) {
    const own = labelsIn(sample)
    const fitting = [...steps.keys()].filter((index) => own.has(labels[index] ?? ''))
    return fitting.length > 0 ? fitting : [...steps.keys()].filter((index) => labels[index] === OTHERS)
  },
})

/** Every label of a sample: samples of all modalities keep theirs under `labels`, as a class or as lists of what carries a `label`. */
function labelsIn(sample: unknown): ReadonlySet<string> {
  const { labels = {} } = sample as { readonly labels?: Readonly<Record<string, unknown>> }
  const found = new Set<string>()
  for (const value of Object.values(labels)) {
    if (!Array.isArray(value)) continue
    for (const item of value as readonly { readonly label?: unknown }[])
      if (typeof item?.label === 'string') found.add(item.label)
  }
  const { label } = labels as { readonly label?: ClassLabel }
  if (typeof label === 'string') found.add(label)
  // A mixed class counts as the greatest of its shares.
  else if (label) {
    const [most] = Object.entries(label).sort(([, a], [, b]) => b - a)
    if (most) found.add(most[0])
  }
  return found
}
