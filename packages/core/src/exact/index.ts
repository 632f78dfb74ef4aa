// Functions that give the same bits in every JavaScript engine: only +, -, *, / and sqrt, which IEEE 754 fixes.
export { exp, log, log10, log2, pow } from './exponential.js'
export { logGamma } from './log-gamma.js'
export { atan, atan2, cos, sin, tan } from './trigonometry.js'
