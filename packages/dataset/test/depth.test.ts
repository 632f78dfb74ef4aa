import { readImage, encodeImage } from '@variegate/image/node'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { variegate } from './job.js'

let folder = ''
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'variegate-depth-'))))
afterAll(() => rm(folder, { recursive: true }))

test('pictures of 16 bits and of floats are augmented at their own depth, and none is skipped', async () => {
  const input = join(folder, 'in')
  await mkdir(input)
  const size = { width: 3, height: 2, channels: 1 }
  const deep = new Uint16Array([0, 1, 256, 999, 40000, 65535])
  const real = new Float32Array([-2.5, 0, 0.25, 1, 7, -0.125])
  await writeFile(join(input, 'deep.png'), await encodeImage({ ...size, data: deep }, { format: 'png' }))
  await writeFile(join(input, 'real.tif'), await encodeImage({ ...size, data: real }, { format: 'tiff' }))
  const policy = join(folder, 'policy.yaml')
  await writeFile(policy, 'image:\n  - horizontalFlip: { p: 1 }\n')
  const output = join(folder, 'out')
  const { code, said } = await variegate(['augment', input, '--out', output, '--policy', policy, '--strict'])
  expect(code, said).toBe(0)
  const valuesOf = async (name: string) => (await readImage(await readFile(join(output, name)))).data
  expect(await valuesOf('deep.aug1.png')).toEqual(new Uint16Array([256, 1, 0, 65535, 40000, 999]))
  expect(await valuesOf('real.aug1.tif')).toEqual(new Float32Array([0.25, 0, -2.5, -0.125, 7, 1]))
  expect(await readFile(join(output, 'report.html'), 'utf8')).toContain('deep.png')
})
