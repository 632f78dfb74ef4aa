import { emptyContext, replay, runAsync } from '@variegate/core'
import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import type { Document } from '../sample.js'
import { backTranslation } from '../transforms/index.js'
import { apertiumTranslator, commandTranslator } from './translators.js'

const document: Document = {
  id: 'x',
  text: 'Ada Lovelace lives in a small house.\n\nThe dog eats bread.',
  labels: { spans: [{ start: 0, end: 12, label: 'person' }] },
}
/** A translator that is a small program: shouts, line by line. */
const shout = commandTranslator(process.execPath, [
  '-e',
  'process.stdin.on("data", (text) => process.stdout.write(text.toString().toUpperCase()))',
])
const saying = (message: string) => expect.objectContaining({ message })

describe('a command', () => {
  test('translates line by line, and the languages stand where its arguments ask for them', async () => {
    expect(await shout.translate(['one', 'two\nthree'], 'en', 'es')).toEqual(['ONE', 'TWO THREE'])
    const echo = commandTranslator(process.execPath, ['-e', 'console.log(process.argv[1])', '{from}-{to}'])
    expect(await echo.translate(['x'], 'en', 'es')).toEqual(['en-es'])
  })

  test('is refused by name where it is not there, fails, or answers too little', async () => {
    await expect(commandTranslator('no-such-program', []).translate(['x'], 'en', 'es')).rejects.toThrow(
      'Could not start the translator "no-such-program"',
    )
    const failing = commandTranslator(process.execPath, ['-e', 'console.error("no such pair"); process.exit(3)'])
    await expect(failing.translate(['x'], 'en', 'es')).rejects.toThrow('ended with code 3: no such pair')
    const short = commandTranslator(process.execPath, ['-e', 'console.log("one")'])
    await expect(short.translate(['x', 'y'], 'en', 'es')).rejects.toThrow(
      saying(`Expected 2 lines from "${process.execPath}" but received 1.`),
    )
  })
})

const apertium = /\beng?-(spa|es)\b/.test(spawnSync('apertium', ['-l'], { encoding: 'utf8' }).stdout ?? '')

// Where tests are run for everyone it has to be there.
describe.runIf(apertium || process.env.CI)('Apertium', () => {
  const context = { ...emptyContext, services: { translators: { apertium: apertiumTranslator() } } }

  test('translates', async () => {
    expect(await apertiumTranslator().translate(['The dog eats bread.'], 'en', 'es')).toEqual(['El perro come pan.'])
  })

  test('says which pairs there are', async () => {
    await expect(apertiumTranslator().translate(['x'], 'en', 'xx')).rejects.toThrow(
      /^Expected Apertium to know the pair en-xx but it knows .*\b(eng-spa|en-es)\b/,
    )
  })

  test('there and back keeps labelled words and paragraphs, and replays without it', async () => {
    const { sample, recipe } = await runAsync(backTranslation(), document, { seed: 1, context })
    expect(sample.text).not.toBe(document.text)
    expect(sample.text.split('\n\n')).toHaveLength(2)
    for (const { start, end } of sample.labels.spans ?? []) expect(sample.text.slice(start, end)).toBe('Ada Lovelace')
    expect((sample.labels.spans ?? []).length + (recipe[0]?.dropped?.length ?? 0)).toBe(1)
    expect(replay(recipe, document, { transforms: [backTranslation] })).toEqual(sample)
  })
})
