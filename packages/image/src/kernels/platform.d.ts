// What Node and every browser have beyond the language itself.
declare function atob(text: string): string
declare namespace WebAssembly {
  type Exports = Record<string, unknown>
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>)
  }
  class Instance {
    constructor(module: Module)
    readonly exports: Exports
  }
}
