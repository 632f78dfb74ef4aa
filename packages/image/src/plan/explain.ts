import { run, type RecipeStep, type Transform } from '@variegate/core'
import { imageFrom, type Image } from '../sample.js'
import type { PointwiseStep } from '../steps/steps.js'
import { plan, type MovePass, type Pass, type PointwisePass } from './plan.js'

export interface ExplainOptions {
  /** The size of the image that the plan is for, in pixels; 512x512 unless stated. */
  readonly width?: number
  readonly height?: number
  readonly seed?: number | string
}

/** Tell which passes over the pixels a pipeline takes, for what one seed draws: what was drawn, and what became one pass. */
export function explain(
  pipeline: Transform<Image> | readonly Transform<Image>[],
  { width = 512, height = 512, seed = 0 }: ExplainOptions = {},
): string {
  const blank = imageFrom({ width, height, channels: 1, data: new Uint8Array(width * height) }, {}, { id: 'explain' })
  const { sample, recipe } = run(pipeline, blank, { seed })
  const passes = plan(sample.steps, blank)
  const drawn = recipe.flatMap(namesOf)
  return [
    `${width}x${height} px, seed ${seed}`,
    `drawn: ${drawn.length === 0 ? 'nothing' : drawn.join(', ')}`,
    `${sample.steps.length} ${sample.steps.length === 1 ? 'step' : 'steps'} in ${passes.length} ${passes.length === 1 ? 'pass' : 'passes'}`,
    ...passes.map((pass, index) => `  ${index + 1}. ${describe(pass)}`),
  ].join('\n')
}

const namesOf = ({ name, steps }: RecipeStep): string[] =>
  steps === undefined ? [name] : steps.length === 0 ? [] : [`${name} (${steps.flatMap(namesOf).join(', ')})`]

function describe(pass: Pass): string {
  if (pass.kind === 'move') return describeMove(pass)
  if (pass.kind === 'pointwise') return `${pass.steps.map(pointwise).join(', ')}: tile by tile`
  return describeStep(pass)
}

function describeMove({ step, moves, limits }: MovePass): string {
  const what = moves.map((move) =>
    move.kind === 'warp' ? 'warp' : move.kind === 'pieces' ? 'pieces' : `displace by ${move.field.name}`,
  )
  const cut = limits.length > 0 ? `, cut off by ${limits.length} earlier edges` : ''
  return `${what.join(' and ')}: one ${step.interpolation} resampling to ${step.width}x${step.height}, ${step.border} border${cut}`
}

const pointwise = (step: PointwiseStep): string =>
  step.kind === 'tone'
    ? `tone (${step.curves.map(({ name }) => name).join(', ')})`
    : step.kind === 'noise'
      ? `noise (${step.law})`
      : step.kind

function describeStep(step: Exclude<Pass, MovePass | PointwisePass>): string {
  if (step.kind === 'local') return `local: ${step.algorithm.name}`
  if (step.kind === 'blend') return `blend: ${step.alpha.name}, labels ${step.labels}`
  if (step.kind === 'blur') return `blur: sigma ${step.sigmaX}, ${step.sigmaY} px`
  if (step.kind === 'convolve') return `convolve: ${step.width}x${step.height} kernel`
  if (step.kind === 'fill') return `fill: ${step.regions.length} ${step.regions.length === 1 ? 'region' : 'regions'}`
  return `convert to ${step.depth}`
}
