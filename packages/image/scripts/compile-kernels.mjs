// Compiles assembly/ to WebAssembly SIMD and embeds it in modules, so that nobody has to serve separate files.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { main } from 'assemblyscript/asc'

const folder = dirname(dirname(fileURLToPath(import.meta.url)))

await compile('assembly/index.ts', 'src/kernels/wasm.generated.ts')
await compile('assembly/codec/index.ts', 'src/node/jpeg/wasm.generated.ts')

async function compile(entry, module) {
  let wasm
  const { error, stderr } = await main(
    [
      entry,
      '--baseDir',
      folder,
      '--outFile',
      'kernels.wasm',
      '--runtime',
      'stub',
      '--optimizeLevel',
      '3',
      '--shrinkLevel',
      '0',
      '--noAssert',
      '--enable',
      'simd',
      '--enable',
      'bulk-memory',
      '--initialMemory',
      '16',
      '--use',
      'abort=',
    ],
    { writeFile: (name, contents) => void (name.endsWith('.wasm') && (wasm = contents)) },
  )
  if (error || !wasm) {
    console.error(stderr.toString())
    process.exit(1)
  }
  const path = join(folder, module)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(
    path,
    // Hexadecimal digits keep bytes whole, so that servers compress them by a quarter more than base64.
    `// Made from ${dirname(entry)}/ by scripts/compile-kernels.mjs.\nexport const wasmHex: string =\n  '${Buffer.from(wasm).toString('hex')}'\n`,
  )
}
