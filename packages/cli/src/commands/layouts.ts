import { EXIT, type Command } from '../flags.js'

export const layouts: Command = {
  name: 'layouts',
  arguments: '',
  doc: 'List the dataset layouts that are recognised.',
  flags: {},
  async run() {
    const dataset = await import('@variegate/dataset')
    for (const { name, modality, doc } of dataset.layouts)
      process.stdout.write(`${name.padEnd(16)} ${modality.padEnd(8)} ${doc}\n`)
    return EXIT.ok
  },
}
