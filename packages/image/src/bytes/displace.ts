import type { Lattice } from '../fields/lattice.js'
import { latticeTables } from '../fields/lattice-tables.js'
import { moveRows, positionsOf } from '../plan/move-rows.js'
import type { MovePass } from '../plan/plan.js'
import type { DisplaceStep } from '../steps/steps.js'
import { borderNumber, isGrey, packed, type ByteCanvas } from './canvas.js'
import { stretchBytes } from './stretch.js'

/** Sample at a position of its own for every pixel; nothing for filters that have no kernel. */
export function displaceBytes(canvas: ByteCanvas, pass: MovePass): ByteCanvas | undefined {
  const { step, moves } = pass
  const { interpolation } = step
  if (interpolation !== 'linear' && interpolation !== 'nearest') return undefined
  const [only] = moves
  const single = only?.kind === 'displace' && moves.length === 1 ? only : undefined
  const short = single && interpolation === 'linear' ? displaceByTables(canvas, single) : undefined
  return short ?? remapBytes(canvas, pass, single ? positionsOf(single, canvas).data : positionsThrough(pass, canvas))
}

/** Fields whose positions are made of few numbers need no table of all of them. */
function displaceByTables(canvas: ByteCanvas, step: DisplaceStep): ByteCanvas | undefined {
  const { field, settings, width, height } = step
  const size = { inWidth: canvas.width, inHeight: canvas.height, width, height }
  if (field.axes) return stretchBytes(canvas, step, field.axes(settings, size))
  const lattice = field.lattice?.(settings, size)
  return lattice && shiftByLattice(canvas, step, lattice)
}

function shiftByLattice(canvas: ByteCanvas, step: DisplaceStep, lattice: Lattice): ByteCanvas {
  const { scratch, pointer } = canvas
  const { width, height, fill } = step
  const { columns, rows, shiftX, shiftY } = lattice
  const { cells, weights } = latticeTables(lattice, width, height)
  const target = scratch.take(width * height * 4)
  scratch.kernels.shiftByLattice(
    pointer,
    canvas.width,
    canvas.height,
    target,
    width,
    height,
    scratch.put(shiftX),
    scratch.put(shiftY),
    columns,
    rows,
    scratch.put(cells),
    scratch.put(weights),
    borderNumber(step),
    packed(fill),
    scratch.take(4 * (columns + 8) + 32 * (width + 4)),
  )
  return { ...canvas, pointer: target, width, height, grey: canvas.grey && isGrey(fill) }
}

function remapBytes(canvas: ByteCanvas, { step }: MovePass, positions: Float32Array): ByteCanvas {
  const { scratch, pointer } = canvas
  const { width, height, interpolation } = step
  const target = scratch.take(width * height * 4)
  scratch.kernels.remap(
    pointer,
    canvas.width,
    canvas.height,
    target,
    width,
    height,
    scratch.put(positions),
    interpolation === 'nearest',
    borderNumber(step),
    packed(step.fill),
  )
  return { ...canvas, pointer: target, width, height, grey: canvas.grey && isGrey(step.fill) }
}

/** The positions of several moves, one after another. */
function positionsThrough(pass: MovePass, source: ByteCanvas): Float32Array {
  const { width, height } = pass.step
  const rows = moveRows(pass, source)
  const [xs, ys] = [new Float64Array(width), new Float64Array(width)]
  const positions = new Float32Array(width * height * 2)
  for (let y = 0, at = 0; y < height; y++) {
    rows(y, xs, ys)
    for (let x = 0; x < width; x++, at += 2) {
      positions[at] = xs[x] ?? NaN
      positions[at + 1] = ys[x] ?? NaN
    }
  }
  return positions
}
