import { toRaster, type Image } from '@variegate/image'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runLine } from '../src/draws.js'
import { loadEntries, pageOf, type Entry } from '../src/entries.js'
import { EXAMPLES, lineOf, sampleOf } from '../src/examples.js'
import { openMaterial } from '../src/material.js'
import { SAMPLES, writeReference, type Written } from '../src/reference.js'

const WANTED = [
  'image/affine',
  'image/centerCrop',
  'image/mixup',
  'image/toFloat',
  'text/randomSwap',
  'text/backTranslation',
  'audio/gain',
  'series/spike',
  'video/reverse',
  'policy/oneOf',
]
const keyOf = ({ heading, definition }: Entry): string => `${heading}/${definition.name}`
const { entries, packages } = await loadEntries()
const read = await openMaterial(SAMPLES)

test.each(entries.map((entry) => [keyOf(entry), entry] as const))('%s runs with its example', async (_key, entry) => {
  const material = await read(sampleOf(entry))
  const { sample, recipe } = await runLine(entry, material, packages, 1)
  // Pixels are lazy until they are asked for.
  if (material.modality === 'image') expect(toRaster(sample as Image).data.length).toBeGreaterThan(0)
  // Where a chance decided against the step, the recipe is empty.
  expect(recipe.filter(({ name }) => name !== entry.definition.name)).toEqual([])
})

test('every example belongs to a transform', () => {
  const keys = entries.map(keyOf)
  expect(Object.keys(EXAMPLES).filter((key) => !keys.includes(key))).toEqual([])
})

describe('the pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'variegate-reference-'))
  const wanted = entries.filter((entry) => WANTED.includes(keyOf(entry)))
  let written: Written

  beforeAll(async () => {
    written = await writeReference(folder, { wanted: (entry) => WANTED.includes(keyOf(entry)) })
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const page = (name: string): string => readFileSync(join(folder, name), 'utf8')

  test('there is one for each transform, and an index', () => {
    expect(written.pages).toBe(WANTED.length + 1)
    expect(wanted.map(pageOf).filter((name) => !existsSync(join(folder, name)))).toEqual([])
  })

  test.each(wanted.map((entry) => [keyOf(entry), entry] as const))(
    '%s says what its definition says',
    (_key, entry) => {
      const { name, doc, origin = '', aliases, fields } = entry.definition
      const text = plain(page(pageOf(entry)))
      for (const part of [name, doc, origin, ...aliases, lineOf(entry)]) expect(text).toContain(part)
      for (const [option, field] of Object.entries(fields)) expect(text).toContain(`${option}|${field.doc}|`)
      expect(text).toContain('p|The chance to apply.|a number|0 to 1|1')
    },
  )

  test("an option's row has its limits, unit, default, neutral value and strengths", () => {
    const text = plain(page('image-affine.html'))
    expect(text).toContain(
      'rotate|Counter-clockwise angle. Neutral, 0, where one of scale, shear, translate, translatePixels is given without it.|a number or a [low, high] pair|-180 to 180|degrees|[-15, 15]|0|[0, 0] [-15, 15] [-30, 30]',
    )
  })

  test('draws that differ are shown three times, others once', () => {
    const titles = (name: string) => [...page(name).matchAll(/<h4>(.*?)<\/h4>/g)].map(([, title]) => title)
    expect(titles('image-affine.html')).toEqual(['Before', 'Seed 1', 'Seed 2', 'Seed 3'])
    expect(titles('image-centerCrop.html')).toEqual(['Before', 'Seeds 1, 2, 3, all the same'])
  })

  test('every link and picture is there, and nothing comes from elsewhere', () => {
    for (const name of ['index.html', ...wanted.map(pageOf)]) {
      const text = page(name)
      expect(text).not.toMatch(/<script|https?:|data:/)
      for (const [, address = ''] of text.matchAll(/(?:href|src)="([^"]+)"/g)) {
        const [file = '', place] = address.split('#')
        const path = join(folder, dirname(name), file === '' ? name : file)
        expect(existsSync(path) && statSync(path).size > 0, `${name} links to ${address}`).toBe(true)
        if (place !== undefined) expect(readFileSync(path, 'utf8')).toContain(`id="${place}"`)
      }
    }
  })

  test('what a text transform changes is seen', () => {
    expect(page('text-backTranslation.html')).toContain('<ins>preserved</ins>')
  })

  test('the same pages come again', async () => {
    const before = page('image-affine.html')
    const again = mkdtempSync(join(tmpdir(), 'variegate-reference-'))
    await writeReference(again, { wanted: (entry) => keyOf(entry) === 'image/affine' })
    const draws = (text: string) => text.slice(text.indexOf('<main>'), text.indexOf('<footer>'))
    expect(draws(readFileSync(join(again, 'image-affine.html'), 'utf8'))).toBe(draws(before))
    rmSync(again, { recursive: true })
  })
})

/** What a reader sees of a page, its table cells parted by bars. */
function plain(html: string): string {
  return html
    .replaceAll('<br>', ' ')
    .replace(/<\/t[dh]><t[dh][^>]*>/g, '|')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_all, code) => String.fromCharCode(Number(code)))
}
