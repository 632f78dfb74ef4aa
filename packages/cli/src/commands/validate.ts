import { VariegateError } from '@variegate/core'
import { EXIT, type Command } from '../flags.js'
import { fromCaller } from '../paths.js'
import { readPolicy } from './augment.js'

export const validate: Command = {
  name: 'validate',
  arguments: 'POLICY',
  doc: 'Check a policy file.',
  flags: { use: { value: 'MODULE', many: true, doc: 'A module with transforms of your own; may be given again.' } },
  async run(input) {
    const [file] = input.arguments
    if (file === undefined) throw new VariegateError('Expected a policy file: variegate validate policy.yaml.')
    const [{ loadPackages }, { parsePipeline }] = await Promise.all([
      import('@variegate/dataset'),
      import('@variegate/core/pipeline'),
    ])
    const path = fromCaller(file)
    const pipeline = parsePipeline(await readPolicy(path), {
      packages: await loadPackages(input.list('use').map(fromCaller)),
      file,
    })
    for (const [modality, steps] of Object.entries(pipeline)) {
      process.stdout.write(`${modality}: ${steps.map(({ name }) => name).join(', ')}\n`)
    }
    process.stdout.write(`${file} is valid.\n`)
    return EXIT.ok
  },
}
