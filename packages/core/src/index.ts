export { nearest, refuseLooseLabels, refuseUnknownKeys, suggestion, VariegateError } from './error.js'
export * as exact from './exact/index.js'
export {
  choice,
  color,
  effects,
  flag,
  integer,
  list,
  number,
  optional,
  parseOptions,
  range,
  show,
  text,
} from './fields/index.js'
export type { Field, Fields, InputOf, Item, OptionsOf } from './fields/index.js'
export { mixClasses } from './classes.js'
export { isJsonObject, type ClassLabel, type Json, type JsonObject, type Range } from './json.js'
export { compositionsOf, type ComposedDefinition, type ComposedSpec } from './policies/composed.js'
export { byLabel } from './policies/by-label.js'
export { oneOf, policies, repeat, sequence, someOf, sometimes } from './policies/policies.js'
export { randAugment, trivialAugment } from './policies/strength-policies.js'
export { atStrength, hasStrength } from './policies/strength.js'
export {
  createRandom,
  keyedRandom,
  normalQuantile,
  philox,
  type Random,
  type Source,
  type Words,
} from './random/index.js'
export * from './time/index.js'
export { commonFields } from './transform/common.js'
export { defineService, emptyContext, type Context, type Service } from './transform/context.js'
export { engineOf, lazily, type EngineSpec, type Runner, type Runners } from './transform/engine.js'
export { lift, type HowLifted, type Lens } from './transform/lift.js'
export type { ModalityPackage } from './transform/package.js'
export { isTransformDefinition } from './transform/check.js'
export { transformsOf, type TransformSpec } from './transform/define.js'
export { checksum, type Applied, type Dropped, type Modality, type Snapshot } from './transform/modality.js'
export {
  replay,
  replayAsync,
  run,
  runAsync,
  type ReplayOptions,
  type RunOptions,
  type RunResult,
} from './transform/run.js'
export type {
  Changes,
  CommonOptions,
  Recipe,
  RecipeKey,
  RecipeStep,
  Transform,
  TransformDefinition,
  TypedTransformDefinition,
} from './transform/transform.js'
