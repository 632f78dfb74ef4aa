import { describe, expect, test } from 'vitest'
import { readWav, writeWav, type BitDepth } from '../src/index.js'
import { tone } from './laws.js'

const RATE = 16_000

describe('wav', () => {
  test.each(['8', '16', '24', '32', '32f', '64'] as const)(
    '%s bits come back as they were written',
    (bitDepth: BitDepth) => {
      const written = writeWav({ ...tone(440, 0.1), bitDepth })
      const read = readWav(written)
      expect([read.sampleRate, read.channels.length, read.bitDepth]).toEqual([RATE, 2, bitDepth])
      expect(Buffer.from(writeWav(read))).toEqual(Buffer.from(written))
    },
  )
  test.each([
    [(bytes: Uint8Array) => bytes.subarray(0, 200), 'it is truncated or its header lies'],
    [(bytes: Uint8Array) => bytes.subarray(0, 20), 'Expected'],
    [() => new Uint8Array(0), 'the file is empty'],
    [
      () => new TextEncoder().encode('RIFX and more than twelve bytes'),
      'Expected a WAV file (RIFF/WAVE) but it begins with "RIFX"',
    ],
    [(bytes: Uint8Array) => bytes.with(22, 0).with(23, 0), 'Expected 1 to 64 channels but the WAV header says 0.'],
    [(bytes: Uint8Array) => bytes.with(32, 9), 'bytes a sample frame'],
  ])('a damaged file is told by what is wrong with it', (damage, said) => {
    expect(() => readWav(damage(writeWav(tone(440, 0.1))))).toThrow(said)
  })
})
