import { VariegateError } from '@variegate/core'
import { EXIT, type Command } from '../flags.js'
import { fromCaller } from '../paths.js'
import { readPolicy } from './augment.js'

export const explain: Command = {
  name: 'explain',
  arguments: 'POLICY [flags]',
  doc: 'Show what a policy draws for a seed, and which passes over the pixels that takes.',
  flags: {
    seed: { value: 'S', short: 's', doc: 'A whole number or a word (0).' },
    size: { value: 'WxH', doc: 'The size of the image that is thought of (512x512).' },
    use: { value: 'MODULE', many: true, doc: 'A module with transforms of your own; may be given again.' },
  },
  async run(input) {
    const [file] = input.arguments
    if (file === undefined) throw new VariegateError('Expected a policy file: variegate explain policy.yaml.')
    const size = /^(\d{1,5})x(\d{1,5})$/.exec(input.text('size') ?? '512x512')
    if (!size || Number(size[1]) < 1 || Number(size[2]) < 1)
      throw new VariegateError(
        `Expected width and height like 640x480 for --size but received "${input.text('size')}".`,
      )
    const [{ explainPipeline, loadPackages }, { parsePipeline }] = await Promise.all([
      import('@variegate/dataset'),
      import('@variegate/core/pipeline'),
    ])
    const packages = await loadPackages(input.list('use').map(fromCaller))
    const pipeline = parsePipeline(await readPolicy(fromCaller(file)), { packages, file })
    const options = { seed: input.text('seed') ?? 0, width: Number(size[1]), height: Number(size[2]) }
    process.stdout.write(await explainPipeline(pipeline, options))
    return EXIT.ok
  },
}
