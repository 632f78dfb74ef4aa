import { VariegateError } from '@variegate/core'
import { EXIT, type Command } from '../flags.js'
import { fromCaller } from '../paths.js'

export const replay: Command = {
  name: 'replay',
  arguments: 'IN --manifest OUT/manifest.jsonl --output NAME [--to FILE]',
  doc: 'Make one output again from its line in the manifest, and compare it.',
  flags: {
    manifest: { value: 'FILE', short: 'm', doc: 'The manifest of the job.' },
    output: { value: 'NAME', short: 'o', doc: 'The output, as the manifest names it, e.g. cats/001.aug2.jpg.' },
    to: { value: 'FILE', doc: 'Where to write it; it is only compared otherwise.' },
    policy: { value: 'FILE', short: 'p', doc: 'The policy file, where the recipe names a folder beside it.' },
    use: { value: 'MODULE', many: true, doc: 'A module with transforms of your own; may be given again.' },
  },
  async run(input) {
    const [folder] = input.arguments
    const manifest = input.text('manifest')
    const output = input.text('output')
    if (folder === undefined || manifest === undefined || output === undefined) {
      throw new VariegateError(
        'Expected a dataset, a manifest and an output: variegate replay IN --manifest OUT/manifest.jsonl --output NAME.',
      )
    }
    const { replayOutput } = await import('@variegate/dataset')
    const [to, policy] = [input.text('to'), input.text('policy')]
    const { id, sha256, same } = await replayOutput({
      input: fromCaller(folder),
      manifest: fromCaller(manifest),
      output,
      use: input.list('use').map(fromCaller),
      ...(to === undefined ? {} : { to: fromCaller(to) }),
      ...(policy === undefined ? {} : { policyFile: fromCaller(policy) }),
    })
    process.stdout.write(
      `${output} from ${id}: ${sha256} ${same ? '(the same bytes)' : '(NOT the bytes of the manifest)'}\n`,
    )
    return same ? EXIT.ok : EXIT.skips
  },
}
