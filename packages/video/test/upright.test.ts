import type { Raster } from '@variegate/image'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hasPython, python } from '../../../test/python/python.js'
import type { VideoClip } from '../src/index.js'
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
