// What Node and every browser have beyond the language itself.
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}
