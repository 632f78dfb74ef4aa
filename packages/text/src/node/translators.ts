import { VariegateError, type Translator } from '@variegate/core'
import { spawn } from 'node:child_process'

/** Translate with Apertium (`apt-get install apertium apertium-en-es`), offline; unknown words come through as they are. */
export const apertiumTranslator = (): Translator => commandTranslator('apertium', ['-u', '{from}-{to}'])

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

function pipe(command: string, args: readonly string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    const chunks: Buffer[] = []
    const complaints: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk))
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
    // A program that ends early closes its input; how it ended says more.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}
