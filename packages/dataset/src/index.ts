export { augment, type JobResult, type Progress } from './job/augment.js'
export { stuckThreads } from './job/hands.js'
export { contextsOf, type Around } from './job/context.js'
export { folderStore, type Store } from './job/store.js'
export { loadPackages } from './job/packages.js'
export { makePlan, saySplit, type Plan, type SplitCount, type Task } from './job/plan.js'
export { replayOutput, type Replayed, type ReplaySettings } from './job/replay.js'
export { parseMixedClasses, parseShard, parseSplits, type JobSettings, type Shard } from './job/settings.js'
export { layouts, openDataset } from './layouts/index.js'
export type {
  Dataset,
  Entry,
  Layout,
  MixedClasses,
  MixedClassesRule,
  OpenOptions,
  Output,
  Problem,
  Row,
  Source,
  Written,
} from './layouts/index.js'
export { explainPipeline } from './job/explain.js'
export { sayMixed } from './job/mixed.js'
