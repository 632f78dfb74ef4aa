import { EXIT, type Command } from '../flags.js'
import { fromCaller } from '../paths.js'

export const schema: Command = {
  name: 'schema',
  arguments: '',
  doc: 'Print the JSON Schema of policy files, for editors.',
  flags: { use: { value: 'MODULE', many: true, doc: 'A module with transforms of your own; may be given again.' } },
  async run(input) {
    const [{ loadPackages }, { pipelineSchema }] = await Promise.all([
      import('@variegate/dataset'),
      import('@variegate/core/pipeline'),
    ])
    process.stdout.write(`${JSON.stringify(pipelineSchema(await loadPackages(input.list('use').map(fromCaller))))}\n`)
    return EXIT.ok
  },
}
