import type { MixStep, NoiseStep } from './layer.js'
import type { ChannelsStep, LocalStep, RateStep } from './layout.js'
import type { TimeStep } from './time.js'
import type {
  ConvolveStep,
  CurveStep,
  DelayStep,
  DynamicsStep,
  FilterStep,
  GainStep,
  PitchStep,
  SpectralStep,
} from './tone.js'

/** The primitive operations that audio transforms are made of: one that moves time, and those that change values. */
export type AudioStep = TimeStep | ValueStep

/** What leaves every moment in its place. */
export type ValueStep =
  | GainStep
  | PitchStep
  | CurveStep
  | FilterStep
  | ConvolveStep
  | SpectralStep
  | DelayStep
  | DynamicsStep
  | NoiseStep
  | MixStep
  | ChannelsStep
  | RateStep
  | LocalStep
