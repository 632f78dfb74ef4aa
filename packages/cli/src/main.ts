import { suggestion, VariegateError } from '@variegate/core'
import { readFileSync } from 'node:fs'
import { augment } from './commands/augment.js'
import { explain } from './commands/explain.js'
import { layouts } from './commands/layouts.js'
import { replay } from './commands/replay.js'
import { schema } from './commands/schema.js'
import { transforms } from './commands/transforms.js'
import { validate } from './commands/validate.js'
import { commandHelp, EXIT, readInput, type Command } from './flags.js'

const commands: readonly Command[] = [augment, replay, validate, explain, transforms, layouts, schema]

/** Run the command line; gives the exit code. */
export async function main(given: readonly string[]): Promise<number> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosed)
  const [name, ...rest] = given
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return say(help())
  if (name === '--version' || name === '-v') return say(`${version()}\n`)
  try {
    const command = commands.find((candidate) => candidate.name === name)
    if (!command) {
      const names = commands.map((candidate) => candidate.name)
      throw new VariegateError(`Unknown command "${name}"${suggestion(name, names)} (it may be ${names.join(', ')}).`)
    }
    if (rest.includes('--help') || rest.includes('-h')) return say(commandHelp(command))
    return await command.run(readInput(command, rest))
  } catch (error) {
    // What people can mend is told in a sentence; what only we can, with its trace.
    const said =
      error instanceof VariegateError
        ? error.message
        : error instanceof Error
          ? (error.stack ?? error.message)
          : String(error)
    process.stderr.write(`variegate: ${said}\n`)
    return EXIT.failed
  }
}

/** A reader that has seen enough, as `head` has, is no failure, and no reason to end a job. */
function ignoreClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}

function help(): string {
  const rows = commands.map(({ name, doc }) => `  ${name.padEnd(12)} ${doc}`)
  return `Make more and better training data out of the data you have, with its labels.\n\nUsage: variegate <command> …\n\n${rows.join('\n')}\n\n  --help       This text; \`variegate <command> --help\` for a command.\n  --version    The version.\n`
}

function version(): string {
  const { version: number } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string
  } // our own file
  return number
}

function say(text: string): number {
  process.stdout.write(text)
  return EXIT.ok
}
