import {
  commonFields,
  policies,
  suggestion,
  VariegateError,
  type Field,
  type TransformDefinition,
} from '@variegate/core'
import { EXIT, type Command } from '../flags.js'
import { fromCaller } from '../paths.js'

export const transforms: Command = {
  name: 'transforms',
  arguments: '[NAME]',
  doc: 'List every transform, or show one with its options.',
  flags: { use: { value: 'MODULE', many: true, doc: 'A module with transforms of your own; may be given again.' } },
  async run(input) {
    const { loadPackages } = await import('@variegate/dataset')
    const packages = await loadPackages(input.list('use').map(fromCaller))
    const all = [...Object.values(packages).flat(), ...policies]
    const [name] = input.arguments
    if (name !== undefined) {
      const found = all.filter((definition) => definition.name === name || definition.aliases.includes(name))
      const names = all.map((definition) => definition.name)
      if (found.length === 0)
        throw new VariegateError(
          `Unknown transform "${name}"${suggestion(name, names)}; \`variegate transforms\` lists them.`,
        )
      process.stdout.write(found.map(describe).join('\n'))
      return EXIT.ok
    }
    for (const [modality, definitions] of [...Object.entries(packages), ['policies', policies] as const]) {
      // Image transforms work on video frames under the same names; listing them once is enough.
      const own =
        modality === 'video'
          ? definitions.filter((definition) => !packages.image?.some((image) => image.name === definition.name))
          : definitions
      const note =
        modality === 'video' ? ', every image transform, and audio transforms that leave the length alone' : ''
      process.stdout.write(`${modality}${note}\n${own.map(line).join('')}\n`)
    }
    return EXIT.ok
  },
}

const line = ({ name, aliases, doc }: TransformDefinition): string =>
  `  ${[name, ...aliases].join(', ').padEnd(22)} ${doc}\n`

function describe(definition: TransformDefinition): string {
  const { name, modality, doc, origin, aliases, fields } = definition
  const kind = modality === 'any' ? 'policy' : modality
  const rows = [...Object.entries(fields), ...Object.entries(commonFields)].map(
    ([option, field]) => `  ${option.padEnd(16)} ${describeField(field)}\n`,
  )
  const from = origin === undefined ? '' : `  after ${origin}\n`
  const also = aliases.length === 0 ? '' : `  also called ${aliases.join(', ')}\n`
  return `${kind}/${name}: ${doc}\n${from}${also}${rows.join('')}`
}

function describeField({ doc, expected, default: standard }: Field): string {
  const given = standard === undefined || standard === '' ? 'not set' : JSON.stringify(standard)
  return `${doc} Expects ${expected.replace(/,$/, '')}; by default ${given}.`
}
