import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hasPython, python } from '../../../../test/python/python.js'
import type { Clip } from '../sample.js'
import { readWav, writeWav } from './wav.js'

describe.skipIf(!hasPython)('as libsndfile has it', () => {
  const inFolder = <T>(work: (folder: string) => T): T => {
    const folder = mkdtempSync(join(tmpdir(), 'variegate-wav-'))
    try {
      return work(folder)
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
  const WRITE = `
import json, sys, numpy as np, soundfile as sf
folder = sys.argv[1]
t = np.arange(401) / 8000
x = 0.5 * np.sin(2 * np.pi * 440 * t) + 0.1 * np.sin(2 * np.pi * 1500 * t)
kinds = [(f, s, c) for f, subtypes in {
  'WAV': ['PCM_U8', 'PCM_16', 'PCM_24', 'PCM_32', 'FLOAT', 'DOUBLE', 'ULAW', 'ALAW'],
  'WAVEX': ['PCM_U8', 'PCM_16', 'PCM_24', 'PCM_32', 'FLOAT', 'DOUBLE', 'ULAW', 'ALAW'],
  'RF64': ['PCM_16', 'PCM_24', 'FLOAT', 'ULAW'],
}.items() for s in subtypes for c in (1, 2, 6)]
out = []
for f, s, c in kinds:
  name = f'{f}-{s}-{c}'
  sf.write(f'{folder}/{name}.wav', np.stack([x * (k + 1) / c for k in range(c)], 1), 8000, format=f, subtype=s)
  y, rate = sf.read(f'{folder}/{name}.wav', always_2d=True)
  out.append([name, rate, y.T.astype(np.float32).tolist()])
sf.write(f'{folder}/WAV-FLOAT-over.wav', (x * 3).astype(np.float32), 8000, subtype='FLOAT')
y, rate = sf.read(f'{folder}/WAV-FLOAT-over.wav', always_2d=True)
out.append(['WAV-FLOAT-over', rate, y.T.astype(np.float32).tolist()])
for endian in ['BIG']:
  for s in ['PCM_16', 'PCM_24', 'FLOAT', 'DOUBLE']:
    sf.write(f'{folder}/RIFX-{s}.wav', x, 8000, format='WAV', subtype=s, endian=endian)
    y, rate = sf.read(f'{folder}/RIFX-{s}.wav', always_2d=True)
    out.append([f'RIFX-{s}', rate, y.T.astype(np.float32).tolist()])
print(json.dumps(out))
`
  const READ = `
import json, sys, numpy as np, soundfile as sf
out = []
for path in sys.argv[1:]:
  y, rate = sf.read(path, always_2d=True); i = sf.info(path)
  out.append([rate, y.T.astype(np.float32).tolist(), i.format, i.subtype])
print(json.dumps(out))
`
  type Written = readonly [name: string, rate: number, channels: number[][]]
  const same = (clip: Clip, channels: number[][]) => {
    expect(clip.channels.map((channel) => Array.from(channel, (value) => value + 0))).toEqual(channels)
  }

  test('every kind that it writes is read alike, and it reads alike what we write of it, in the same kind', () => {
    inFolder((folder) => {
      const kinds = python(WRITE, folder) as Written[] // the script prints that
      for (const [name, rate, channels] of kinds) {
        const clip = readWav(readFileSync(join(folder, `${name}.wav`)))
        expect(clip.sampleRate).toBe(rate)
        same(clip, channels)
        writeFileSync(join(folder, `${name}.again.wav`), writeWav(clip))
      }
      const again = python(READ, ...kinds.map(([name]) => join(folder, `${name}.again.wav`))) as [
        number,
        number[][],
        string,
        string,
      ][] // the script prints that
      for (const [index, [rate, channels, container, subtype]] of again.entries()) {
        const [name = '', before, expected] = kinds[index] ?? []
        const [wasContainer = '', wasSubtype] = name.split('-')
        expect([name, rate, container, subtype]).toEqual([
          name,
          before,
          // Its RF64 files have an extensible header.
          wasContainer === 'WAVEX' || wasContainer === 'RF64' ? 'WAVEX' : 'WAV',
          wasSubtype,
        ])
        // Whole numbers of 32 bits pass through 32-bit floats, which soundfile's own reading was rounded to as well.
        expect(channels).toEqual(expected)
      }
    })
  })
})
