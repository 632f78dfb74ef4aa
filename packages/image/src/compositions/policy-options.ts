import { borderOptions } from '../transforms/moving-options.js'

/** How the moving operations of a policy read pixels and fill corners. */
export const policyOptions = { interpolation: borderOptions.interpolation, fill: borderOptions.fill }
