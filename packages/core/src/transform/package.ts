import type { Service } from './context.js'
import type { Modality } from './modality.js'
import type { TransformDefinition } from './transform.js'

/** All that a modality's package offers, as one value: the dataset, the studio, the docs and the benchmark take it whole. */
// oxlint-disable-next-line typescript/no-explicit-any -- lists hold packages of samples of every kind
export interface ModalityPackage<Sample = any, Facts = any, Step = any> {
  readonly modality: Modality<Sample, Facts, Step>
  /** Every transform, for resolving policy files and recipes. */
  readonly transforms: readonly TransformDefinition<Sample>[]
  /** What its transforms may need from outside. */
  readonly services?: readonly Service<unknown>[]
}
