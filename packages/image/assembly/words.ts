import { philoxBytes } from './philox'

/** Fill memory with the words of blocks 0, 1, … of a stream, four blocks (64 bytes) at a time. */
export function randomWords(target: usize, fours: i32, stream: u32, frame: u32, key0: u32, key1: u32): void {
  for (let four = 0; four < fours; four++) philoxBytes(target + ((<usize>four) << 6), <u32>four << 2, stream, frame, key0, key1)
}
