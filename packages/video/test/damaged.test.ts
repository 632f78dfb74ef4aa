import { createRandom, VariegateError } from '@variegate/core'
import { expect, test } from 'vitest'
import { readVideo, writeVideo } from '../src/node/index.js'
import { boxAt, paintedClip } from './painted.js'

const clip = {
  ...paintedClip(64, 48, 60),
  sound: {
    sampleRate: 16000,
    channels: [Float32Array.from({ length: 96000 }, (_, at) => Math.sin(at / 5) / 2)],
    labels: {},
  },
}

/** Read a file to its end: how many frames it has, or the error. */
async function outcome(file: Uint8Array): Promise<number | unknown> {
  try {
    const read = await readVideo(file)
    let count = 0
    for await (const frame of read.frames([...read.frameTimes.keys()])) {
      if (frame.width !== read.width || frame.height !== read.height) throw new Error('a frame of another size')
      count++
    }
    return count === read.frameTimes.length ? count : new Error('frames are missing')
  } catch (error) {
    return error
  }
}

test('a file with a few bytes changed anywhere is read, or refused with an error for people', async () => {
  const file = await writeVideo(clip)
  const header = Buffer.from(file).indexOf('moov')
  const tables =
    Buffer.from(file).indexOf('mdat') > header ? [header, Buffer.from(file).indexOf('mdat')] : [header, file.length]
  for (let seed = 0; seed < 60; seed++) {
    const random = createRandom(seed)
    const damaged = file.slice()
    // Every other file is damaged where its tables are.
    const [low = 0, high = 0] = seed % 2 === 0 ? [0, file.length] : tables
    for (let change = 0; change < 4; change++) damaged[random.integer([low, high - 1])] = random.integer([0, 255])
    const came = await outcome(damaged)
    if (typeof came !== 'number') expect(came).toBeInstanceOf(VariegateError)
  }
}, 60_000)

test('sixty packets of which none decodes end in an error', async () => {
  const file = await writeVideo(clip)
  const data = Buffer.from(file).indexOf('mdat')
  file.fill(0xa5, data + 4 + 200)
  expect(await outcome(file)).toBeInstanceOf(VariegateError)
})

test.each([
  [
    'stts',
    8,
    'Expected at most SIZE samples in SIZE bytes but "stts" of the video counts 4294967295; the file is damaged.',
  ],
  [
    'stsz',
    8,
    'Expected at most SIZE samples in SIZE bytes but "stsz" of the video counts 4294967295; the file is damaged.',
  ],
  [
    'stsc',
    12,
    'Expected at most SIZE samples in SIZE bytes but "stsc" of the video counts 4294967295; the file is damaged.',
  ],
])('a count that lies in %s is refused before anything is counted', async (name, at, said) => {
  const file = await writeVideo(clip)
  boxAt(file, name).setUint32(at, 0xffffffff)
  await expect(readVideo(file)).rejects.toThrow(said.replaceAll('SIZE', String(file.length)))
})

test('a clip with fewer times than samples is refused', async () => {
  const file = await writeVideo(clip)
  boxAt(file, 'stts').setUint32(8, 59)
  await expect(readVideo(file)).rejects.toThrow(
    'Expected a time for each of the 60 samples of a track of the video but there are 59; the file is damaged.',
  )
})

test('a file cut short is refused', async () => {
  const file = await writeVideo(clip)
  for (const part of [0.02, 0.3, 0.6, 0.95])
    expect(await outcome(file.slice(0, Math.floor(file.length * part)))).toBeInstanceOf(VariegateError)
})

test('pictures of a codec that nobody here decodes are refused by its name', async () => {
  const file = await writeVideo(clip)
  const text = Buffer.from(file)
  file.set(Buffer.from('mp4v'), text.indexOf('avc1', text.indexOf('stsd')))
  await expect(readVideo(file)).rejects.toThrow(
    'Expected pictures that can be decoded but they are mp4v; store them as H.264.',
  )
})
