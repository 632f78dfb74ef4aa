import type { Lattice } from '../fields/lattice.js'
import { latticeTables } from '../fields/lattice-tables.js'
import type { Scratch } from '../kernels/kernels.js'
import { identityMatrix, invert } from '../matrix.js'
import { moveRows, positionsOf } from '../plan/move-rows.js'
import type { MovePass } from '../plan/plan.js'
import type { DisplaceStep, MovingStep } from '../steps/steps.js'
import { borderNumber, isGrey, packed, type ByteCanvas } from './canvas.js'
import { pickBytes } from './pick.js'
import { stretchBytes } from './stretch.js'

/** Sample at a position of its own for every pixel; nothing for filters that have no kernel. */
export function displaceBytes(canvas: ByteCanvas, pass: MovePass): ByteCanvas | undefined {
  const { interpolation } = pass.step
  if (interpolation === 'area' || interpolation === 'lanczos') return undefined
  return displaceByTables(canvas, pass) ?? remapBytes(canvas, pass, positionsThrough(canvas.scratch, canvas, pass))
}

/** Fields whose positions are made of few numbers need no table of all of them. */
function displaceByTables(canvas: ByteCanvas, { step, moves }: MovePass): ByteCanvas | undefined {
  const [only] = moves
  if (only?.kind !== 'displace' || moves.length > 1 || step.interpolation === 'cubic') return undefined
  const { field, settings, width, height } = only
  const size = { inWidth: canvas.width, inHeight: canvas.height, width, height }
  if (field.axes) {
    const axes = field.axes(settings, size)
    return step.interpolation === 'nearest' ? pickBytes(canvas, step, axes) : stretchBytes(canvas, step, axes)
  }
  const lattice = field.lattice?.(settings, size)
  return lattice && shiftByLattice(canvas, step, lattice)
}

function shiftByLattice(canvas: ByteCanvas, step: MovingStep, lattice: Lattice): ByteCanvas {
  const { scratch, pointer } = canvas
  const { width, height, fill, interpolation } = step
  const target = scratch.take(width * height * 4)
  spreadFrom(scratch, lattice, width, height)
  scratch.kernels.shiftByLattice(
    pointer,
    canvas.width,
    canvas.height,
    target,
    width,
    height,
    interpolation === 'nearest',
    borderNumber(step),
    packed(fill),
  )
  return { ...canvas, pointer: target, width, height, grey: canvas.grey && isGrey(fill) }
}

/** Say to the kernels which lattice is spread over so many columns and rows. */
function spreadFrom(scratch: Scratch, lattice: Lattice, width: number, height: number): void {
  const { columns, rows, shiftX, shiftY } = lattice
  const { cells, weights } = latticeTables(lattice, width, height)
  scratch.kernels.spreadFrom(
    scratch.put(shiftX),
    scratch.put(shiftY),
    columns,
    rows,
    scratch.put(cells),
    scratch.put(weights),
    width,
    scratch.take(4 * (columns + 8) + 32 * (width + 4)),
  )
}

function remapBytes(canvas: ByteCanvas, { step }: MovePass, positions: number): ByteCanvas {
  const { scratch, pointer } = canvas
  const { width, height, interpolation } = step
  const target = scratch.take(width * height * 4)
  const source = [pointer, canvas.width, canvas.height, target] as const
  const [border, fill] = [borderNumber(step), packed(step.fill)]
  if (interpolation === 'cubic') scratch.kernels.remapCubic(...source, width * height, positions, border, fill)
  else scratch.kernels.remap(...source, width, height, positions, interpolation === 'nearest', border, fill)
  return { ...canvas, pointer: target, width, height, grey: canvas.grey && isGrey(step.fill) }
}

interface Size {
  readonly width: number
  readonly height: number
}

/** Make the positions of several moves, one after another, in scratch memory. */
export function positionsThrough(scratch: Scratch, source: Size, pass: MovePass): number {
  const { kernels } = scratch
  const { moves, limits, step } = pass
  const { width, height } = step
  const last = moves.at(-1)
  if (!last || limits.length > 0 || !moves.every(isPlain)) return scratch.put(positionsByRows(source, pass))
  const count = width * height
  const positions = scratch.take(count * 8)
  // A displacement that comes last is known at the output's own centres.
  if (last.kind === 'displace') putPositions(scratch, positions, last, moves.at(-2) ?? source)
  else kernels.centrePositions(positions, width, height)
  for (let index = moves.length - 1; index >= 0; index--) {
    const move = moves[index] ?? last
    const size = moves[index - 1] ?? source
    // What an earlier canvas did not hold is not seen through a later move either.
    const cut = index > 0 ? ([size.width, size.height] as const) : ([0, 0] as const)
    if (move.kind === 'pieces') {
      const pieces = move.pieces.flatMap(({ x, y, width: w, height: h, toX, toY }) => [toX, toY, w, h, x, y])
      const at = scratch.put(Float32Array.from(pieces))
      kernels.piecePositions(positions, count, at, move.pieces.length, move.width, move.height, ...cut)
    } else if (move.kind === 'displace' && index < moves.length - 1) {
      const table = scratch.put(positionsOf(move, size).data)
      kernels.bendPositions(positions, count, table, move.width, move.height, ...cut)
    } else if (index > 0 || move.kind === 'warp') {
      const inverse = move.kind === 'warp' ? invert(move.matrix) : identityMatrix
      kernels.warpPositions(positions, count, scratch.put(Float64Array.from(inverse ?? [])), ...cut)
    }
  }
  return positions
}

/** Write the positions of a displacement, by its lattice where it has one. */
function putPositions(scratch: Scratch, at: number, step: DisplaceStep, source: Size): void {
  const { field, settings, width, height } = step
  const size = { inWidth: source.width, inHeight: source.height, width, height }
  const lattice = field.lattice?.(settings, size)
  if (lattice) {
    spreadFrom(scratch, lattice, width, height)
    scratch.kernels.latticePositions(at, width, height)
  } else scratch.floatsAt(at, width * height * 2).set(positionsOf(step, source).data)
}

/** What kernels can undo. */
function isPlain(move: MovePass['moves'][number]): boolean {
  if (move.kind === 'warp') return invert(move.matrix) !== undefined
  return move.kind === 'pieces' ? move.pieces.length > 0 : move.width > 1 && move.height > 1
}

function positionsByRows(source: Size, pass: MovePass): Float32Array {
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
