import { wholeNormal } from './normal'
import { philox12 } from './philox'

/** Fill memory with the words of a stream from lot `first` on, 48 words (192 bytes) a lot. */
export function randomWords(target: usize, lots: i32, first: i32, stream: u32, frame: u32, key0: u32, key1: u32): void {
  for (let lot = first; lot < first + lots; lot++, target += 192) philox12(target, lot * 12, stream, frame, key0, key1)
}

/** Write one 32-bit word over and over. */
export function fillWords(at: usize, count: i32, word: u32): void {
  const end = at + ((<usize>count) << 2)
  const four = i32x4.splat(word)
  for (; at + 16 <= end; at += 16) v128.store(at, four)
  for (; at < end; at += 4) store<u32>(at, word)
}

/** Fill memory with normal numbers of a stream as whole ones of 16 bits, 7428.97 times as large, 96 numbers (192 bytes) a lot. */
export function normals(target: usize, lots: i32, first: i32, stream: u32, frame: u32, key0: u32, key1: u32): void {
  for (let lot = first; lot < first + lots; lot++, target += 192) {
    philox12(target, lot * 12, stream, frame, key0, key1)
    for (let at = target; at < target + 192; at += 16) v128.store(at, wholeNormal(v128.load(at)))
  }
}
