import { run } from '@variegate/core'
import { horizontalFlip, type Raster } from '@variegate/image'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hasPython, python } from '../../../test/python/python.js'
import { onFrames, type VideoClip } from '../src/index.js'
import { readVideo, writeVideo } from '../src/node/index.js'
import { boxAt, cornersOf, paintedClip, setMatrix } from './painted.js'

const first = async (clip: VideoClip): Promise<Raster> => {
  for await (const frame of clip.frames([0])) return frame
  throw new Error('no frame')
}
const inFile = (file: Uint8Array): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'video-')), 'clip.mp4')
  writeFileSync(path, file)
  return path
}

// By hand: (x, y) goes to (a x + c y, b x + d y), so with b = 1 and c = -1 what lay left comes to the top.
test.each([
  ['as it is', [1, 0, 0, 1], [64, 48], ['red', 'green', 'blue', 'white']],
  ['a quarter clockwise', [0, 1, -1, 0], [48, 64], ['white', 'red', 'green', 'blue']],
  ['a half', [-1, 0, 0, -1], [64, 48], ['blue', 'white', 'red', 'green']],
  ['a quarter counter-clockwise', [0, -1, 1, 0], [48, 64], ['green', 'blue', 'white', 'red']],
  ['mirrored left to right', [-1, 0, 0, 1], [64, 48], ['green', 'red', 'white', 'blue']],
  ['mirrored top to bottom', [1, 0, 0, -1], [64, 48], ['white', 'blue', 'green', 'red']],
  ['mirrored along the diagonal', [0, 1, 1, 0], [48, 64], ['red', 'white', 'blue', 'green']],
  ['mirrored along the other diagonal', [0, -1, -1, 0], [48, 64], ['blue', 'green', 'red', 'white']],
])('a clip shown %s is read upright, and written so', async (_name, matrix, size, corners) => {
  const clip = await readVideo(setMatrix(await writeVideo(paintedClip(64, 48)), matrix))
  const frame = await first(clip)
  expect([clip.width, clip.height]).toEqual(size)
  expect([frame.width, frame.height]).toEqual(size)
  expect(cornersOf(frame)).toEqual(corners)
  const again = await readVideo(await writeVideo(clip))
  expect([again.width, again.height]).toEqual(size)
  expect(cornersOf(await first(again))).toEqual(corners)
})

const DECODED = `
import av, json, sys
with av.open(sys.argv[1]) as container:
    stream = container.streams.video[0]
    frames = list(container.decode(video=0))
    pixels = frames[0].to_ndarray(format='rgb24')
    h, w = pixels.shape[:2]
    places = [(5, 5), (w - 6, 5), (w - 6, h - 6), (5, h - 6)]
    print(json.dumps({
        'size': [w, h], 'rotation': frames[0].rotation, 'shape': float(stream.sample_aspect_ratio or 1),
        'corners': [[int(v) for v in pixels[y, x]] for x, y in places], 'times': [f.time for f in frames]}))
`
test.skipIf(!hasPython)('what is written from a turned clip needs no turning by another reader', async () => {
  const turned = setMatrix(await writeVideo(paintedClip(64, 48)), [0, 1, -1, 0])
  const before = python(DECODED, inFile(turned)) as { size: number[]; rotation: number }
  expect([before.size, before.rotation]).toEqual([[64, 48], -90])
  const after = python(DECODED, inFile(await writeVideo(await readVideo(turned)))) as {
    size: number[]
    rotation: number
    shape: number
    corners: number[][]
    times: number[]
  }
  expect([after.size, after.rotation, after.shape]).toEqual([[48, 64], 0, 1])
  expect(after.times).toEqual([0, 0.1, 0.2, 0.3])
  const raster = { width: 48, height: 64, channels: 3, data: new Uint8ClampedArray(48 * 64 * 3) }
  for (const [index, [x, y]] of (
    [
      [5, 5],
      [42, 5],
      [42, 58],
      [5, 58],
    ] as const
  ).entries())
    raster.data.set(after.corners[index] ?? [], (y * 48 + x) * 3)
  expect(cornersOf(raster as Raster)).toEqual(['white', 'red', 'green', 'blue'])
})

const ANAMORPHIC = `
import av, fractions, json, numpy, sys
path, num, den, late = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
frame = numpy.full((48, 64, 3), 90, numpy.uint8)
frame[:16, :16], frame[:16, -16:], frame[-16:, -16:], frame[-16:, :16] = (230, 20, 20), (20, 200, 20), (20, 20, 230), (240, 240, 240)
with av.open(path, 'w') as container:
    stream = container.add_stream('libx264', rate=10, options={'crf': '5'})
    stream.width, stream.height, stream.pix_fmt = 64, 48, 'yuv420p'
    stream.codec_context.sample_aspect_ratio = fractions.Fraction(num, den)
    stream.time_base = stream.codec_context.time_base = fractions.Fraction(1, 10)
    for index, time in enumerate([0, 1, 2, 5, 6]):
        picture = av.VideoFrame.from_ndarray(frame, format='rgb24')
        picture.pts, picture.time_base = time + late, fractions.Fraction(1, 10)
        container.mux(stream.encode(picture))
    container.mux(stream.encode())
print(json.dumps(True))
`
const fromPython = (num: number, den: number, late = 0): Uint8Array => {
  const path = inFile(new Uint8Array())
  python(ANAMORPHIC, path, String(num), String(den), String(late))
  return new Uint8Array(readFileSync(path))
}

test.skipIf(!hasPython).each([
  [2, 1, [1, 0, 0, 1], [128, 48], ['red', 'green', 'blue', 'white']],
  [1, 2, [1, 0, 0, 1], [64, 96], ['red', 'green', 'blue', 'white']],
  [16, 11, [1, 0, 0, 1], [93, 48], ['red', 'green', 'blue', 'white']],
  [2, 1, [0, 1, -1, 0], [48, 128], ['white', 'red', 'green', 'blue']],
  [1, 2, [0, -1, 1, 0], [96, 64], ['green', 'blue', 'white', 'red']],
])('pixels of %i:%i under the matrix %j become square', async (num, den, matrix, size, corners) => {
  const clip = await readVideo(setMatrix(fromPython(num, den), matrix))
  const frame = await first(clip)
  expect([clip.width, clip.height]).toEqual(size)
  expect([frame.width, frame.height]).toEqual(size)
  expect(cornersOf(frame)).toEqual(corners)
})

test.skipIf(!hasPython).each([
  [2, 1, 128, 48],
  [16, 11, 93, 48],
  [7, 5, 90, 48],
  [1, 2, 64, 96],
])('a shape of %i:%i that only the stream states is met too', async (num, den, width, height) => {
  const file = fromPython(num, den)
  const text = Buffer.from(file)
  file.set(Buffer.from('free'), text.indexOf('pasp'))
  const header = boxAt(file, 'tkhd')
  header.setUint32(76, 64 * 65536)
  header.setUint32(80, 48 * 65536)
  const clip = await readVideo(file)
  expect([clip.width, clip.height]).toEqual([width, height])
  expect(cornersOf(await first(clip))).toEqual(['red', 'green', 'blue', 'white'])
})

test.skipIf(!hasPython)('frames keep their own times, and the first of a late clip is shown from 0 on', async () => {
  const { frameTimes, duration } = await readVideo(fromPython(1, 1))
  expect(Array.from(frameTimes)).toEqual([0, 0.1, 0.2, 0.5, 0.6])
  expect(duration).toBeCloseTo(0.7, 6)
  const late = fromPython(1, 1, 5)
  const read = await readVideo(late)
  expect((python(DECODED, inFile(late)) as { times: number[] }).times[1]).toBeCloseTo(0.6, 6)
  expect(Array.from(read.frameTimes)).toEqual([0, 0.6, 0.7, 1, 1.1])
})

test('a size in the header other than that of frames is the shape of a pixel', async () => {
  const file = await writeVideo(paintedClip(64, 48))
  boxAt(file, 'tkhd').setUint32(76, 128 * 65536)
  const clip = await readVideo(file)
  expect([clip.width, clip.height]).toEqual([128, 48])
  expect(cornersOf(await first(clip))).toEqual(['red', 'green', 'blue', 'white'])
})

test.each([
  ['turned by 45 degrees', [0.75, 0.75, -0.75, 0.75], '0.75, 0.75, -0.75, 0.75'],
  ['flat', [1, 0, 1, 0], '1, 0, 1, 0'],
  ['empty', [0, 0, 0, 0], '0, 0, 0, 0'],
])('a display matrix that is %s is refused', async (_name, matrix, said) => {
  await expect(readVideo(setMatrix(await writeVideo(paintedClip(64, 48)), matrix))).rejects.toThrow(
    `Expected frames that are shown in quarter turns or mirrored but the file's display matrix is [${said}]; export it anew upright.`,
  )
})

/** A file whose picture track has one more box in its sample description; chunk offsets move along. */
function withBox(file: Uint8Array, box: Uint8Array): Uint8Array {
  const text = Buffer.from(file)
  const at = text.indexOf('avcC') - 4
  const grown = new Uint8Array(file.length + box.length)
  grown.set(file.subarray(0, at))
  grown.set(box, at)
  grown.set(file.subarray(at), at + box.length)
  const view = new DataView(grown.buffer)
  for (const name of ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd', 'avc1']) {
    const place = text.indexOf(name, text.indexOf('moov')) - 4
    view.setUint32(place, view.getUint32(place) + box.length)
  }
  const chunks = boxAt(grown, 'stco')
  if (text.indexOf('mdat') > at)
    for (let index = 0; index < chunks.getUint32(4); index++)
      chunks.setUint32(8 + index * 4, chunks.getUint32(8 + index * 4) + box.length)
  return grown
}

/** A box of 32-bit numbers. */
const boxOf = (name: string, numbers: readonly number[]): Uint8Array => {
  const view = new DataView(new ArrayBuffer(8 + numbers.length * 4))
  view.setUint32(0, view.byteLength)
  for (const [index, letter] of [...name].entries()) view.setUint8(4 + index, letter.codePointAt(0) ?? 0)
  for (const [index, value] of numbers.entries()) view.setInt32(8 + index * 4, value)
  return new Uint8Array(view.buffer)
}

test('a clean aperture is what is seen, before pixels are stretched and the picture is turned', async () => {
  // 32x24 whose middle lies 16 right of and 12 above the picture's: the top right quarter of 64x48.
  const aperture = boxOf('clap', [32, 1, 24, 1, 16, 1, -12, 1])
  const upright = await readVideo(withBox(await writeVideo(paintedClip(64, 48)), aperture))
  expect([upright.width, upright.height]).toEqual([32, 24])
  expect(cornersOf(await first(upright))).toEqual(['none', 'green', 'none', 'none'])
  const turned = setMatrix(withBox(await writeVideo(paintedClip(64, 48)), aperture), [0, 1, -1, 0])
  const clip = await readVideo(withBox(turned, boxOf('pasp', [2, 1])))
  expect([clip.width, clip.height]).toEqual([24, 64])
  expect(cornersOf(await first(clip))).toEqual(['none', 'none', 'green', 'none'])
})

test('a clean aperture beyond the picture is refused', async () => {
  const file = withBox(await writeVideo(paintedClip(64, 48)), boxOf('clap', [128, 2, 24, 1, 1, 1, 0, 1]))
  await expect(readVideo(file)).rejects.toThrow(
    'Expected a clean aperture of whole pixels within 64x48 but it is 64x24 at 1, 12.',
  )
})

test('labels are in the coordinates of the picture as it is shown', async () => {
  // The red square is shown at the top right.
  const read = await readVideo(setMatrix(await writeVideo(paintedClip(64, 48)), [0, 1, -1, 0]))
  const clip = {
    ...read,
    id: 'v',
    labels: { tracks: [{ id: 'red', moments: [{ time: 0, instance: { box: [32, 0, 16, 16] as const } }] }] },
  }
  const { sample } = run(onFrames(horizontalFlip).configure({}), clip, { seed: 1 })
  expect(sample.labels.tracks?.[0]?.moments).toEqual([{ time: 0, instance: { box: [0, 0, 16, 16] } }])
  expect(cornersOf(await first(await readVideo(await writeVideo(sample))))[0]).toBe('red')
})

test('odd sides grow by a repeated edge at the right and the bottom, once', async () => {
  const once = await readVideo(await writeVideo(paintedClip(63, 47)))
  expect([once.width, once.height]).toEqual([64, 48])
  expect(cornersOf(await first(once))).toEqual(['red', 'green', 'blue', 'white'])
  const twice = await readVideo(await writeVideo(once))
  expect([twice.width, twice.height]).toEqual([64, 48])
})

test('a track whose frames may change size is refused', async () => {
  const file = await writeVideo(paintedClip(64, 48))
  const entry = boxAt(file, 'avc1', 'stsd')
  const copy = new Uint8Array(entry.byteLength + 8)
  copy.set(file.subarray(entry.byteOffset - file.byteOffset - 8, entry.byteOffset - file.byteOffset + entry.byteLength))
  const grown = afterEntry(file, copy)
  await expect(readVideo(grown)).rejects.toThrow(
    'Expected tracks that play in one piece but track 1 has 2 sample descriptions, so its frames may change size.',
  )
})

/** A file with a second sample description after the first. */
function afterEntry(file: Uint8Array, entry: Uint8Array): Uint8Array {
  const text = Buffer.from(file)
  const at = text.indexOf('avc1', text.indexOf('stsd')) - 4 + entry.length
  const grown = new Uint8Array(file.length + entry.length)
  grown.set(file.subarray(0, at))
  grown.set(entry, at)
  grown.set(file.subarray(at), at + entry.length)
  const view = new DataView(grown.buffer)
  for (const name of ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd']) {
    const place = text.indexOf(name, text.indexOf('moov')) - 4
    view.setUint32(place, view.getUint32(place) + entry.length)
  }
  boxAt(grown, 'stsd').setUint32(4, 2)
  return grown
}

const CHANGING = `
import av, fractions, json, numpy, sys
def clip(path, width, height):
    with av.open(path, 'w', format='mp4') as container:
        stream = container.add_stream('libx264', rate=10)
        stream.width, stream.height, stream.pix_fmt = width, height, 'yuv420p'
        for index in range(3):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(numpy.full((height, width, 3), 90, numpy.uint8), format='rgb24')))
        container.mux(stream.encode())
small, large, both = sys.argv[1] + '.a', sys.argv[1] + '.b', sys.argv[1]
clip(small, 64, 48)
clip(large, 96, 64)
`
// With parameter sets in the stream itself, a decoder follows a change of size that the header does not tell.
const IN_STREAM = `${CHANGING}
def sets(extradata):
    length = int.from_bytes(extradata[6:8], 'big')
    first, rest = extradata[8:8 + length], extradata[8 + length:]
    second = rest[3:3 + int.from_bytes(rest[1:3], 'big')]
    return b''.join(len(unit).to_bytes(4, 'big') + unit for unit in (first, second))
with av.open(both, 'w', format='mp4') as output:
    stream = output.add_stream_from_template(av.open(small).streams.video[0])
    for base, path in enumerate([small, large]):
        source = av.open(path)
        video = source.streams.video[0]
        for packet in source.demux(video=0):
            if packet.dts is None:
                continue
            out = av.Packet((sets(video.codec_context.extradata) if packet.is_keyframe else b'') + bytes(packet))
            out.pts, out.dts = packet.pts + base * video.duration, packet.dts + base * video.duration
            out.time_base, out.is_keyframe, out.stream = packet.time_base, packet.is_keyframe, stream
            output.mux(out)
print(json.dumps(True))
`
test.skipIf(!hasPython)('frames that change size within a track are refused where they do', async () => {
  const path = inFile(new Uint8Array())
  python(IN_STREAM, path)
  const clip = await readVideo(new Uint8Array(readFileSync(path)))
  const all = async () => {
    for await (const frame of clip.frames([...clip.frameTimes.keys()])) expect(frame.width).toBe(64)
  }
  await expect(all()).rejects.toThrow(
    'Expected frames of 64x48 throughout but frame 3 is 96x64; cut the video where its size changes.',
  )
})
