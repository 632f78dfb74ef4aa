import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encodeImage } from '@variegate/image/node'
import { beforeAll, describe, expect, test } from 'vitest'
import { emptyFolder } from './folders.js'
import { root, variegate } from './job.js'

let folder = ''
const at = (...path: string[]) => join(folder, ...path)
beforeAll(async () => (folder = await emptyFolder()))

describe('a translator that is gone', () => {
  test('is not missed: what it said is in the recipe', async () => {
    await mkdir(at('texts'))
    await writeFile(at('texts/t.jsonl'), '{"id":"a","text":"good morning"}\n')
    await writeFile(at('say.mjs'), 'process.stdin.pipe(process.stdout)\nprocess.stdout.write("")\n')
    await writeFile(at('t.yaml'), 'text:\n  - backTranslation: { translator: echo }\n')
    const program = `echo=${process.execPath} ${at('say.mjs')}`
    const { code, said } = await variegate([
      'augment',
      at('texts'),
      '--out',
      at('told'),
      '--policy',
      at('t.yaml'),
      '--translator',
      program,
    ])
    expect(code, said).toBe(0)
    await rm(at('say.mjs'))
    const again = await variegate([
      'replay',
      at('texts'),
      '--manifest',
      at('told/manifest.jsonl'),
      '--output',
      't.jsonl#a.aug1',
      '--to',
      at('again'),
    ])
    expect(again.code, again.said).toBe(0)
    expect(await readFile(at('again'), 'utf8')).toContain('good morning')
  })
})

/** A transform whose answer from outside is too large for a recipe: a picture's fill from a service that is asked once. */
const ASKING = `import { defineImageTransform } from '@variegate/image'
import { appendFileSync } from 'node:fs'
export const askedFill = defineImageTransform({
  name: 'askedFill', doc: 'Fill with what somebody outside says.', changes: 'values', options: {},
  async draw(_random, _options, image, context) {
    appendFileSync(process.env.ASKED, 'x')
    return { answer: await context.keep(Uint8Array.of(10, 20, 30)) }
  },
  kept: ({ answer }) => [answer],
  steps: (_drawn, { width, height }, _others, [color]) => [
    { kind: 'fill', regions: [[0, 0, width, height]], fill: [...color] },
  ],
})
`

describe('what is too large for a recipe', () => {
  test('is kept once beside the manifest, and replayed without asking again', async () => {
    // Beside the packages, where its imports are found.
    const module = join(root, 'examples', `asking-${process.pid}.mjs`)
    await writeFile(module, ASKING)
    try {
      await mkdir(at('pictures'))
      const pixels = {
        width: 4,
        height: 4,
        channels: 4,
        data: new Uint8ClampedArray(64).fill(255),
        layout: 'rgb' as const,
      }
      for (const name of ['a', 'b'])
        await writeFile(at(`pictures/${name}.png`), await encodeImage(pixels, { format: 'png' }))
      await writeFile(at('p.yaml'), 'image: [askedFill]\n')
      await writeFile(at('asked'), '')
      process.env.ASKED = at('asked')
      const made = await variegate([
        'augment',
        at('pictures'),
        '--out',
        at('filled'),
        '--policy',
        at('p.yaml'),
        '--use',
        module,
        '--copies',
        '2',
      ])
      expect(made.code, made.said).toBe(0)
      const [hash = '', ...others] = await readdir(at('filled/kept'))
      // The SHA-256 of the bytes 10, 20, 30, by another program.
      expect([hash, others]).toEqual(['6951bbd9c2178b2a9d01714687307afda1eb6161ff8c398486a76683e7b42925', []])
      expect(await readFile(at('filled/manifest.jsonl'), 'utf8')).toContain(`"answer":"${hash}"`)
      const asked = await readFile(at('asked'), 'utf8')
      const replay = (...more: string[]) =>
        variegate([
          'replay',
          at('pictures'),
          '--manifest',
          at('filled/manifest.jsonl'),
          '--output',
          'b.aug2.png',
          '--use',
          module,
          ...more,
        ])
      const again = await replay('--to', at('b.png'))
      expect(again.code, again.said).toBe(0)
      expect(await readFile(at('b.png'))).toEqual(await readFile(at('filled/b.aug2.png')))
      expect(await readFile(at('asked'), 'utf8')).toBe(asked)
      await writeFile(at('filled/kept', hash), 'something else')
      const changed = await replay()
      expect(changed.code).toBe(2)
      expect(changed.said).toContain('to hold what its name says but it has changed')
    } finally {
      await rm(module)
      delete process.env.ASKED
    }
  })
})
