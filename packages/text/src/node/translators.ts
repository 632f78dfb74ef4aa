import { VariegateError } from '@variegate/core'
import { spawn } from 'node:child_process'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Translator } from '../transforms/translation/translators.js'

/** Languages that Apertium has pairs of, by ISO 639-1 and 639-3 code: a pair is named by either. */
const THREE_LETTERS: Readonly<Record<string, string>> = {
  af: 'afr',
  an: 'arg',
  ar: 'ara',
  be: 'bel',
  bg: 'bul',
  br: 'bre',
  ca: 'cat',
  cy: 'cym',
  da: 'dan',
  de: 'deu',
  en: 'eng',
  eo: 'epo',
  es: 'spa',
  eu: 'eus',
  fr: 'fra',
  gl: 'glg',
  hi: 'hin',
  id: 'ind',
  is: 'isl',
  it: 'ita',
  kk: 'kaz',
  mk: 'mkd',
  ms: 'msa',
  mt: 'mlt',
  nb: 'nob',
  nl: 'nld',
  nn: 'nno',
  oc: 'oci',
  pl: 'pol',
  pt: 'por',
  ro: 'ron',
  ru: 'rus',
  sc: 'srd',
  se: 'sme',
  sk: 'slk',
  sl: 'slv',
  sv: 'swe',
  tr: 'tur',
  tt: 'tat',
  uk: 'ukr',
  ur: 'urd',
}

/**
 * Translate with Apertium (`apt-get install apertium apertium-en-es`), offline; unknown words come through as they are.
 * Throws a `VariegateError` where Apertium or the pair of languages is not installed.
 */
export function apertiumTranslator(): Translator {
  let listed: Promise<readonly string[]> | undefined
  return {
    async translate(texts, from, to) {
      listed ??= pipe('apertium', ['-l'], '').then((text) => text.split(/\s+/).filter((name) => name !== ''))
      const pairs = await listed
      const wanted = codes(from).flatMap((one) => codes(to).map((other) => `${one}-${other}`))
      const pair = wanted.find((name) => pairs.includes(name))
      if (pair === undefined) {
        const known = pairs.length === 0 ? 'none' : pairs.join(', ')
        throw new VariegateError(
          `Expected Apertium to know the pair ${wanted[0]} but it knows ${known}; install its package (apertium-en-es holds English and Spanish).`,
        )
      }
      return commandTranslator('apertium', ['-u', pair]).translate(texts, from, to)
    },
  }
}

const codes = (language: string): string[] => [
  language,
  ...(language in THREE_LETTERS ? [THREE_LETTERS[language] ?? ''] : []),
]

/**
 * Translate with any program that reads a line and writes its translation. `{from}` and `{to}` in the arguments become the
 * language codes. The program is started directly, never through a shell.
 */
export function commandTranslator(command: string, args: readonly string[]): Translator {
  return {
    async translate(texts, from, to) {
      const filled = args.map((argument) => argument.replaceAll('{from}', from).replaceAll('{to}', to))
      const input = texts.map((text) => text.replaceAll(/\s*\n\s*/g, ' ')).join('\n')
      const output = await pipe(command, filled, `${input}\n`)
      const lines = output.replace(/\n$/, '').split('\n')
      if (lines.length !== texts.length) {
        throw new VariegateError(`Expected ${texts.length} lines from "${command}" but received ${lines.length}.`)
      }
      return lines
    },
  }
}

/** Run a program over a text. The text comes as a file: many programs open /dev/stdin, which fails on the socket that Node would give. */
async function pipe(command: string, args: readonly string[], input: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'variegate-'))
  try {
    const path = join(folder, 'input.txt')
    await writeFile(path, input)
    const file = await open(path)
    try {
      return await finish(command, args, file.fd)
    } finally {
      await file.close()
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

function finish(command: string, args: readonly string[], input: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: [input, 'pipe', 'pipe'] })
    const chunks: Buffer[] = []
    const complaints: Buffer[] = []
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => complaints.push(chunk))
    child.on('error', (error) =>
      reject(
        new VariegateError(
          `Could not start the translator "${command}": ${error.message}. Install it, or name another.`,
          [],
          { cause: error },
        ),
      ),
    )
    child.on('close', (code) => {
      if (code === 0) return resolve(Buffer.concat(chunks).toString('utf8'))
      const said = Buffer.concat(complaints).toString('utf8').trim().split('\n')[0]
      reject(new VariegateError(`The translator "${command} ${args.join(' ')}" ended with code ${code}: ${said}`))
    })
  })
}
