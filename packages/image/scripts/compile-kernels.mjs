// Compiles assembly/ to WebAssembly SIMD and embeds it in a module, so that nobody has to serve a separate file.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { main } from 'assemblyscript/asc'

const folder = dirname(dirname(fileURLToPath(import.meta.url)))
let wasm
const { error, stderr } = await main(
  [
    'assembly/index.ts',
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
mkdirSync(join(folder, 'src/kernels'), { recursive: true })
writeFileSync(
  join(folder, 'src/kernels/wasm.generated.ts'),
  // Hexadecimal digits keep bytes whole, so that servers compress them by a quarter more than base64.
  `// Made from assembly/ by scripts/compile-kernels.mjs.\nexport const wasmHex =\n  '${Buffer.from(wasm).toString('hex')}'\n`,
)
