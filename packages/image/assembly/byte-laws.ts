import { borrow, giveBack } from './tail'

// A law of six bytes a channel: v -> ((v & KEPT) ^ TURNED ^ (v >= THRESHOLD ? ABOVE : 0)) + RAISED - LOWERED, clamped.
const KEPT = 0
const TURNED = 4
const THRESHOLD = 8
const ABOVE = 12
const RAISED = 16
const LOWERED = 20

/** Whether such laws give three tables, as inverting, posterising, filling, solarising and adding do; they are written to `laws`, alpha's among them. */
export function readBytes(tables: usize, laws: usize): bool {
  memory.fill(laws, 0, 24)
  store<u8>(laws + 3, 255, KEPT)
  for (let channel: usize = 0; channel < 3; channel++) {
    const table = tables + (channel << 8)
    const law = laws + channel
    if (!(readBits(table, law) || readTurn(table, law) || readSum(table, law))) return false
  }
  return true
}

function readBits(table: usize, law: usize): bool {
  const turn = load<u8>(table)
  const mask = load<u8>(table, 255) ^ turn
  for (let value = 0; value < 256; value++) {
    if (load<u8>(table + value) != ((<u8>value & mask) ^ turn)) return false
  }
  store<u8>(law, mask, KEPT)
  store<u8>(law, turn, TURNED)
  return true
}

/** What stays below a threshold, and is inverted from it on. */
function readTurn(table: usize, law: usize): bool {
  let threshold = 0
  while (threshold < 255 && load<u8>(table + threshold) == <u8>threshold) threshold++
  for (let value = threshold; value < 256; value++) {
    if (load<u8>(table + value) != <u8>(255 - value)) return false
  }
  store<u8>(law, 255, KEPT)
  store<u8>(law, <u8>threshold, THRESHOLD)
  store<u8>(law, 255, ABOVE)
  return true
}

function readSum(table: usize, law: usize): bool {
  const raised = <i32>load<u8>(table)
  const lowered = 255 - <i32>load<u8>(table, 255)
  for (let value = 0; value < 256; value++) {
    if (<i32>load<u8>(table + value) != max(0, min(255, value + raised - lowered))) return false
  }
  store<u8>(law, 255, KEPT)
  store<u8>(law, <u8>raised, RAISED)
  store<u8>(law, <u8>lowered, LOWERED)
  return true
}

/** Do to all pixels what the laws say. */
export function applyBytes(pointer: usize, pixels: i32, laws: usize): void {
  const rest = pixels & 3
  const last = pointer + ((<usize>(pixels - rest)) << 2)
  applyTo(pointer, last, laws)
  const room = borrow(last, rest)
  applyTo(room, room + ((<usize>rest) << 2), laws)
  giveBack(last, rest)
}

function applyTo(at: usize, end: usize, laws: usize): void {
  const kept = v128.load32_splat(laws, KEPT)
  const turned = v128.load32_splat(laws, TURNED)
  const threshold = v128.load32_splat(laws, THRESHOLD)
  const above = v128.load32_splat(laws, ABOVE)
  const raised = v128.load32_splat(laws, RAISED)
  const lowered = v128.load32_splat(laws, LOWERED)
  for (; at < end; at += 16) {
    const values = v128.load(at)
    const turn = v128.xor(turned, v128.and(i8x16.ge_u(values, threshold), above))
    const bits = v128.xor(v128.and(values, kept), turn)
    v128.store(at, i8x16.sub_sat_u(i8x16.add_sat_u(bits, raised), lowered))
  }
}
