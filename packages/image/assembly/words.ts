import { wholeNormal } from './normal'
import { philox12 } from './philox'

const ROOM = memory.data(192, 16)

/** Fill memory with the words of blocks 0, 1, … of a stream, four blocks (64 bytes) at a time. */
export function randomWords(target: usize, fours: i32, stream: u32, frame: u32, key0: u32, key1: u32): void {
  const bytes = fours << 6
  let block: u32 = 0
  for (let at = 0; at < bytes; at += 192, block += 12) {
    philox12(ROOM, block, stream, frame, key0, key1)
    memory.copy(target + at, ROOM, min(192, bytes - at))
  }
}

/** Write one 32-bit word over and over. */
export function fillWords(at: usize, count: i32, word: u32): void {
  const end = at + ((<usize>count) << 2)
  const four = i32x4.splat(word)
  for (; at + 16 <= end; at += 16) v128.store(at, four)
  for (; at < end; at += 4) store<u32>(at, word)
}

/** Fill memory with normal numbers of a stream as whole ones of 16 bits, 7428.97 times as large, 96 numbers (192 bytes) at a time. */
export function normals(target: usize, lots: i32, stream: u32, frame: u32, key0: u32, key1: u32): void {
  for (let lot = 0; lot < lots; lot++, target += 192) {
    philox12(target, lot * 12, stream, frame, key0, key1)
    for (let at = target; at < target + 192; at += 16) v128.store(at, wholeNormal(v128.load(at)))
  }
}
