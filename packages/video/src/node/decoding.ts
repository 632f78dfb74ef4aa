import { VariegateError } from '@variegate/core'

/** What is used of a decoder inside a sink of the media library; a later version may lack any of it. */
interface Decoder {
  flush(): Promise<void>
  close(): void
  getDecodeQueueSize(): number
  readonly customDecoder?: { close(): unknown } | null
  readonly customDecoderCallSerializer?: { call(work: () => unknown): Promise<void> }
}

type CreateDecoder = (onSample: unknown, onError: unknown) => Promise<Decoder>

/**
 * Make a sink end on damaged packets, with samples or an error.
 * Its own pump waits for a sample whenever forty packets are under way, for ever where none of them decodes; and after an error it
 * closes the decoder in a promise that nobody catches, which ends the process.
 */
export function steady<Sink extends object>(sink: Sink): Sink {
  const inside = sink as { _createDecoder?: CreateDecoder } // not declared: an internal of the library
  /* oxlint-disable no-underscore-dangle -- the library's own name */
  const create = inside._createDecoder
  if (!create) return sink
  inside._createDecoder = async (onSample, onError) => {
    const decoder = await create.call(sink, onSample, onError)
    // Samples that wait for us are counted beside this, so memory stays bounded.
    decoder.getDecodeQueueSize = () => 0
    const { customDecoder, customDecoderCallSerializer: calls, close } = decoder
    decoder.close = () => {
      if (!customDecoder || !calls) return close.call(decoder)
      const release = async () => customDecoder.close()
      calls
        .call(release)
        .catch(release)
        .catch(() => undefined)
    }
    return decoder
  }
  /* oxlint-enable no-underscore-dangle */
  return sink
}

/** Let every error be one for people. */
export function decodingError(error: unknown): VariegateError {
  if (error instanceof VariegateError) return error
  const said = error instanceof Error ? error.message : String(error)
  return new VariegateError(`Expected a video that can be decoded: ${said}`, [], { cause: error })
}
