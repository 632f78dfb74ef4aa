import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BitDepth } from '../sample.js'
import { fromALaw, fromMuLaw, toALaw, toMuLaw } from './companding.js'
import { wavHeader } from './header.js'
import { readWav, writeWav } from './wav.js'

const text = (letters: string) => Buffer.from(letters, 'latin1')
const long = (value: number, big = false) => {
  const bytes = Buffer.alloc(4)
  if (big) bytes.writeUInt32BE(value)
  else bytes.writeUInt32LE(value)
  return bytes
}
const short = (value: number, big = false) => (big ? long(value, true).subarray(2) : long(value).subarray(0, 2))
const shorts = (...values: number[]) => Buffer.concat(values.map((value) => short(value & 0xffff)))
const chunk = (name: string, body: Uint8Array, { pad = true, size = body.length, big = false } = {}) =>
  Buffer.concat([text(name), long(size, big), body, Buffer.alloc(pad ? body.length % 2 : 0)])
const riff = (chunks: readonly Uint8Array[], { size, name = 'RIFF' }: { size?: number; name?: string } = {}) => {
  const body = Buffer.concat([text('WAVE'), ...chunks])
  return Buffer.concat([text(name), long(size ?? body.length, name === 'RIFX'), body])
}
const format = (code: number, channels: number, bits: number, align = (channels * bits) / 8) =>
  Buffer.concat([shorts(code, channels), long(8000), long(8000 * align), shorts(align, bits)])
const PCM = '0100000000001000800000aa00389b71'
const FLOAT = '0300000000001000800000aa00389b71'
const AMBISONIC_FLOAT = '030000002107d3118644c8c1ca000000'
const extensible = (channels: number, bits: number, valid: number, mask: number, guid: string) =>
  Buffer.concat([format(0xfffe, channels, bits), shorts(22, valid), long(mask), Buffer.from(guid, 'hex')])

const plain = chunk('fmt ', format(1, 1, 16))
const four = shorts(1, -2, 32767, -32768)
const fourValues = [1 / 32768, -2 / 32768, 32767 / 32768, -1]
const valuesOf = (file: Uint8Array) => readWav(file).channels.map((channel) => Array.from(channel))
const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer)

describe('what lies around the samples', () => {
  test.each([
    ['a list before them', riff([plain, chunk('LIST', text('INFOISFT\x05\0\0\0abcd\0')), chunk('data', four)])],
    [
      'an odd list without its pad byte',
      riff([plain, chunk('LIST', text('INFOx'), { pad: false }), chunk('data', four)]),
    ],
    [
      'an odd chunk of another name without its pad byte',
      riff([plain, chunk('abcd', text('x'), { pad: false }), chunk('wxyz', text('12')), chunk('data', four)]),
    ],
    ['an odd list with it', riff([plain, chunk('LIST', text('INFOx')), chunk('data', four)])],
    [
      'bext, fact, cue and JUNK',
      riff([
        chunk('JUNK', Buffer.alloc(28)),
        chunk('bext', Buffer.alloc(602)),
        plain,
        chunk('fact', long(4)),
        chunk('data', four),
        chunk('cue ', long(0)),
      ]),
    ],
    ['a format after them', riff([chunk('data', four), plain])],
    ['a format twice', riff([plain, plain, chunk('data', four)])],
    ['a tag that is no chunk', Buffer.concat([riff([plain, chunk('data', four)]), text(`TAG${'x'.repeat(125)}`)])],
    ['a wrong size of the whole', riff([plain, chunk('data', four)], { size: 9999999 })],
    ['a part of a frame', riff([plain, chunk('data', Buffer.concat([four, Buffer.of(9)]))])],
    ['sizes of 0xFFFFFFFF', riff([plain, chunk('data', four, { size: 0xffffffff })], { size: 0xffffffff })],
    ['sizes of 0', riff([plain, chunk('data', four, { size: 0 })], { size: 0 })],
    ['the size of an empty file', riff([plain, chunk('data', four, { size: 0 })], { size: 36 })],
    ['sizes of sox', riff([plain, chunk('data', four, { size: 0x7ffff000 })], { size: 0x7ffff024 })],
    ['a size of arecord', riff([plain, chunk('data', four, { size: 0x80000000 })], { size: 0x80000024 })],
    [
      'a stream that ends within a sample',
      Buffer.concat([riff([plain, chunk('data', four, { size: 0xffffffff })], { size: 0xffffffff }), Buffer.of(7)]),
    ],
    [
      'RF64',
      riff(
        [
          chunk('ds64', Buffer.concat([Buffer.alloc(8), long(8), long(0), Buffer.alloc(12)])),
          plain,
          chunk('data', four, { size: 0xffffffff }),
          chunk('LIST', text('INFO')),
        ],
        { size: 0xffffffff, name: 'RF64' },
      ),
    ],
    [
      'BW64 that was not finished',
      riff([chunk('ds64', Buffer.alloc(28)), plain, chunk('data', four, { size: 0xffffffff })], {
        size: 0xffffffff,
        name: 'BW64',
      }),
    ],
  ])('%s changes no sample', (_what, file) => expect(valuesOf(file)).toEqual([fourValues]))

  test('the pad byte of odd 8-bit data is no sample', () => {
    const file = riff([chunk('fmt ', format(1, 1, 8)), chunk('data', Uint8Array.of(0, 128, 255))])
    expect(valuesOf(file)).toEqual([[-1, 0, 127 / 128]])
    expect(Buffer.from(writeWav(readWav(file)))).toEqual(file)
  })

  test('no samples are no samples, with a chunk after them or without', () => {
    const none = chunk('data', new Uint8Array(0))
    expect(valuesOf(riff([plain, none]))).toEqual([[]])
    expect(valuesOf(riff([plain, none, chunk('LIST', text('INFO'))]))).toEqual([[]])
    expect(valuesOf(riff([plain, none], { size: 0 }))).toEqual([[]])
    expect(valuesOf(writeWav(readWav(riff([plain, none]))))).toEqual([[]])
  })

  test('RIFX holds its numbers with the highest byte first, and comes back as RIFF', () => {
    const big = (...values: number[]) => Buffer.concat(values.map((value) => short(value & 0xffff, true)))
    const header = (bits: number, align: number) =>
      chunk('fmt ', Buffer.concat([big(1, 1), long(8000, true), long(8000 * align, true), big(align, bits)]), {
        big: true,
      })
    const file = riff([header(16, 2), chunk('data', big(1, -2, 32767, -32768), { big: true })], { name: 'RIFX' })
    expect(valuesOf(file)).toEqual([fourValues])
    expect(Buffer.from(writeWav(readWav(file)))).toEqual(riff([plain, chunk('data', four)]))
    const deep = riff([header(24, 3), chunk('data', Uint8Array.of(0xff, 0xff, 0xfe, 0, 1, 2), { big: true })], {
      name: 'RIFX',
    })
    expect(valuesOf(deep)).toEqual([[-2 / 2 ** 23, 258 / 2 ** 23]])
  })
})

describe('what cannot be read is refused by name', () => {
  const data = chunk('data', four)
  test.each([
    [
      'a cut file',
      riff([plain, data]).subarray(0, -4),
      'Expected 8 bytes in the WAV chunk "data" but the file has 4 left; it is truncated or its header lies.',
    ],
    [
      'a cut RF64',
      riff(
        [
          chunk('ds64', Buffer.concat([Buffer.alloc(8), long(9), long(0), Buffer.alloc(12)])),
          plain,
          chunk('data', four, { size: 0xffffffff }),
        ],
        { name: 'RF64' },
      ),
      'Expected 9 bytes in the WAV chunk "data" but the file has 8 left; it is truncated or its header lies.',
    ],
    [
      'no samples before what may be a chunk',
      riff([plain, chunk('data', new Uint8Array(0)), chunk('LIST', text('INFO'))], { size: 36 }),
      'Expected the size of the WAV chunk "data" but it is 0, and the header ends before "LIST" at byte 44, which may be samples or a chunk.',
    ],
    [
      'two formats',
      riff([plain, chunk('fmt ', format(1, 2, 16)), data]),
      'Expected one WAV chunk "fmt " but found another format at byte 36 than at byte 12.',
    ],
    ['two data chunks', riff([plain, data, data]), 'Expected one WAV chunk "data" but found a second one at byte 52.'],
    [
      'a list of samples',
      riff([plain, chunk('wavl', data)]),
      'Expected one WAV chunk "data" but the samples lie in a list ("wavl").',
    ],
    [
      'another form',
      Buffer.concat([text('RIFF'), long(4), text('AVI ')]),
      'Expected a WAV file (RIFF/WAVE) but it begins with "RIFF" with the form "AVI ".',
    ],
    ['no format', riff([data]), 'Expected a WAV file with a format and a data chunk but found no format.'],
    ['no data', riff([plain]), 'Expected a WAV file with a format and a data chunk but found no data.'],
    ['neither', riff([]), 'Expected a WAV file with a format and a data chunk but found neither.'],
    [
      'IMA ADPCM',
      riff([chunk('fmt ', format(0x11, 1, 4, 256)), data]),
      'Expected PCM, float, A-law or µ-law samples but the WAV file holds IMA ADPCM (format 0x0011); convert it to PCM first.',
    ],
    [
      'a coding without a name',
      riff([chunk('fmt ', format(0x1234, 1, 16)), data]),
      'Expected PCM, float, A-law or µ-law samples but the WAV file holds format 0x1234; convert it to PCM first.',
    ],
    [
      'half floats',
      riff([chunk('fmt ', format(3, 1, 16)), data]),
      'Expected floats of 32 or 64 bits in a WAV file but its header says 16 bits.',
    ],
    [
      '64-bit whole numbers',
      riff([chunk('fmt ', format(1, 1, 64)), data]),
      'Expected whole numbers of 1 to 32 bits in a WAV file but its header says 64 bits.',
    ],
    [
      '24 bits in frames of four bytes without an extension',
      riff([chunk('fmt ', format(1, 1, 24, 4)), data]),
      'Expected 3 bytes a sample frame for 1 x 24 bits but the WAV header says 4.',
    ],
    [
      'a short extension',
      riff([chunk('fmt ', format(0xfffe, 1, 16)), data]),
      'Expected an extensible WAV format chunk of at least 40 bytes but it has 16.',
    ],
    [
      'a strange sub-format',
      riff([chunk('fmt ', extensible(1, 16, 16, 0, 'ab'.repeat(16))), data]),
      `Expected a WAV sub-format of PCM, float, A-law or µ-law but received the identifier ${'ab'.repeat(16)}.`,
    ],
    [
      'too many valid bits',
      riff([chunk('fmt ', extensible(1, 16, 17, 0, PCM)), data]),
      'Expected at most 16 valid bits a sample but the WAV header says 17.',
    ],
    [
      '65 channels',
      riff([chunk('fmt ', format(1, 65, 16)), data]),
      'Expected 1 to 64 channels but the WAV header says 65.',
    ],
    [
      'NaN',
      riff([chunk('fmt ', format(3, 2, 32)), chunk('data', floats(0, 0, 0, NaN))]),
      'Expected finite samples but the WAV file holds NaN or infinity: sample 1 of channel 1 is NaN.',
    ],
    [
      'what 32-bit floats cannot hold',
      riff([chunk('fmt ', format(3, 1, 64)), chunk('data', new Uint8Array(Float64Array.of(1e300).buffer))]),
      'Expected samples that 32-bit floats can hold but sample 0 of channel 0 in the WAV file is 1e+300.',
    ],
  ])('%s', (_what, file, said) => {
    let message = ''
    try {
      readWav(file)
    } catch (error) {
      message = error instanceof Error ? error.message : ''
    }
    expect(message).toBe(said)
  })

  test('no bytes at random do anything but be read or be refused', () => {
    const whole = riff([
      chunk('fmt ', extensible(2, 24, 20, 3, PCM)),
      chunk('LIST', text('INFOx')),
      chunk('data', Buffer.alloc(30)),
    ])
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.nat(whole.length),
        (changes, length) => {
          const file = Uint8Array.from(whole)
          for (const [at, value] of changes) file[at] = value
          try {
            readWav(file.subarray(0, length))
          } catch (error) {
            expect(error).toHaveProperty('name', 'VariegateError')
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('extensible files', () => {
  test('floats are floats, beyond full scale too, and come back byte for byte', () => {
    const file = riff([
      chunk('fmt ', extensible(2, 32, 32, 3, FLOAT)),
      chunk('fact', long(2)),
      chunk('data', floats(0.5, -3, 1e-9, 1)),
    ])
    expect(valuesOf(file)).toEqual([
      [0.5, Math.fround(1e-9)],
      [-3, 1],
    ])
    expect(readWav(file)).toMatchObject({ bitDepth: '32f', extension: { validBits: 32, channelMask: 3 } })
    expect(Buffer.from(writeWav(readWav(file)))).toEqual(file)
  })

  test('valid bits are the high ones of 24 and 32, and those below stay 0 when samples change', () => {
    const file = riff([
      chunk('fmt ', extensible(1, 24, 20, 4, PCM)),
      chunk('data', Uint8Array.of(0x10, 0, 0, 0xf0, 0xff, 0x7f)),
    ])
    expect(valuesOf(file)).toEqual([[16 / 2 ** 23, 1 - 16 / 2 ** 23]])
    expect(Buffer.from(writeWav(readWav(file)))).toEqual(file)
    const louder = { ...readWav(file), channels: [Float32Array.of(25 / 2 ** 23, 2)] }
    // 25 of 2^23 is 1.56 of 2^19: 2 of those are 32 = 0x20. Above full scale the highest value of 20 bits comes.
    expect(Array.from(writeWav(louder).subarray(-6))).toEqual([0x20, 0, 0, 0xf0, 0xff, 0x7f])
    const deep = riff([
      chunk('fmt ', extensible(1, 32, 24, 4, PCM)),
      chunk('data', Uint8Array.of(0, 1, 0, 0, 0, 0xff, 0xff, 0xff)),
    ])
    expect(valuesOf(deep)).toEqual([[2 ** -23, -(2 ** -23)]])
    expect(Buffer.from(writeWav(readWav(deep)))).toEqual(deep)
  })

  test('valid bits that the samples contradict are corrected, and no sample changes', () => {
    const file = riff([chunk('fmt ', extensible(1, 16, 12, 4, PCM)), chunk('data', four)])
    expect(valuesOf(file)).toEqual([fourValues])
    expect(Buffer.from(writeWav(readWav(file)))).toEqual(
      riff([chunk('fmt ', extensible(1, 16, 16, 4, PCM)), chunk('data', four)]),
    )
  })

  test('B-format keeps its mark', () => {
    const file = riff([
      chunk('fmt ', extensible(4, 32, 32, 0, AMBISONIC_FLOAT)),
      chunk('fact', long(1)),
      chunk('data', floats(1, 2, 3, 4)),
    ])
    expect(valuesOf(file)).toEqual([[1], [2], [3], [4]])
    expect(Buffer.from(writeWav(readWav(file)))).toEqual(file)
  })

  test('64 channels keep their order', () => {
    const values = Array.from({ length: 128 }, (_, at) => at)
    const file = riff([chunk('fmt ', extensible(64, 16, 16, 0, PCM)), chunk('data', shorts(...values))])
    expect(valuesOf(file)).toEqual(Array.from({ length: 64 }, (_, at) => [at / 32768, (at + 64) / 32768]))
    expect(Buffer.from(writeWav(readWav(file)))).toEqual(file)
  })
})

describe('A-law and µ-law', () => {
  // By the tables of G.711: the ends, the smallest, and the first step of the second segment.
  test.each([
    [0xff, 0],
    [0xfe, 8],
    [0x7e, -8],
    [0xef, 132],
    [0x80, 32124],
    [0x00, -32124],
  ])('µ-law %i is %i', (code, value) => expect(fromMuLaw(code)).toBe(value))
  test.each([
    [0xd5, 8],
    [0x55, -8],
    [0xc5, 264],
    [0xf5, 528],
    [0xaa, 32256],
    [0x2a, -32256],
  ])('A-law %i is %i', (code, value) => expect(fromALaw(code)).toBe(value))

  // Decision values of G.711, in the 16-bit units of libsndfile: four (µ-law) and eight (A-law) times those of its tables.
  test.each([
    [3.9, 0xff],
    [4, 0xfe],
    [11.9, 0xfe],
    [12, 0xfd],
    [123, 0xf0],
    [124, 0xef],
    [140, 0xee],
    [-4, 0x7e],
    [99999, 0x80],
    [-99999, 0x00],
  ])('µ-law writes %d as %i', (value, code) => expect(toMuLaw(value)).toBe(code))
  test.each([
    [0, 0xd5],
    [15.9, 0xd5],
    [16, 0xd4],
    [511, 0xca],
    [512, 0xf5],
    [544, 0xf4],
    [-16, 0x54],
    [99999, 0xaa],
    [-99999, 0x2a],
  ])('A-law writes %d as %i', (value, code) => expect(toALaw(value)).toBe(code))

  test('every code comes back, and every sample goes to the nearest code', () => {
    for (let code = 0; code < 256; code++) {
      expect(toMuLaw(fromMuLaw(code))).toBe(code)
      expect(toALaw(fromALaw(code))).toBe(code)
    }
    for (const [from, to] of [
      [fromMuLaw, toMuLaw],
      [fromALaw, toALaw],
    ] as const) {
      const levels = Array.from({ length: 256 }, (_, code) => from(code))
      for (let value = -40000; value <= 40000; value += 37) {
        const error = Math.min(...levels.map((level) => Math.abs(level - value)))
        // Where two segments meet, G.711 decides half a step of the lower one above its last level, not in the middle.
        expect(Math.abs(from(to(value)) - value)).toBeLessThanOrEqual(2 * error + 1)
      }
    }
  })
})

test('16-bit samples, and those of 8 and 24, come back byte for byte', () => {
  const kind = fc.constantFrom<readonly [BitDepth, number]>(['8', 1], ['16', 2], ['24', 3], ['alaw', 1], ['mulaw', 1])
  fc.assert(
    fc.property(
      kind,
      fc.integer({ min: 1, max: 5 }),
      fc.uint8Array({ maxLength: 90 }),
      ([bitDepth, bytes], channels, noise) => {
        const frames = Math.floor(noise.length / (bytes * channels))
        const samples = noise.subarray(0, frames * bytes * channels)
        const header = wavHeader({ channels, sampleRate: 44100, bitDepth }, frames)
        const file = Buffer.concat([header, samples, Buffer.alloc(samples.length % 2)])
        expect(Buffer.from(writeWav(readWav(file)))).toEqual(file)
      },
    ),
  )
})

test('a file too large for 32 bits gets an RF64 header', () => {
  const frames = 3e9
  const header = Buffer.from(wavHeader({ channels: 1, sampleRate: 8000, bitDepth: '16' }, frames))
  expect(header.toString('latin1', 0, 4)).toBe('RF64')
  expect(header.readUInt32LE(4)).toBe(0xffffffff)
  expect(header.toString('latin1', 8, 16)).toBe('WAVEds64')
  expect(header.readUInt32LE(16)).toBe(28)
  expect(header.readBigUInt64LE(20)).toBe(BigInt(header.length - 8 + 2 * frames))
  expect(header.readBigUInt64LE(28)).toBe(6000000000n)
  expect(header.readBigUInt64LE(36)).toBe(3000000000n)
  expect(Buffer.from(wavHeader({ channels: 1, sampleRate: 8000, bitDepth: '16' }, 2e9)).toString('latin1', 0, 4)).toBe(
    'RIFF',
  )
})
