import { VariegateError } from '@variegate/core'

export type Media = Awaited<ReturnType<typeof importMedia>>

/** Throw a `VariegateError` that says what to install where the codecs are not there. */
export async function needCodecs(): Promise<void> {
  await importMedia()
}

/** The media library with its codecs for Node, loaded on first use. */
export async function importMedia() {
  try {
    const [media, server] = await Promise.all([import('mediabunny'), import('@mediabunny/server')])
    // Without a device nothing is probed, so nothing is printed and every machine encodes alike.
    server.registerMediabunnyServer({ hardwareContext: null })
    return media
  } catch (error) {
    throw new VariegateError(
      'Reading and writing video files needs codecs that are not there; install them with: npm install mediabunny @mediabunny/server',
      [],
      { cause: error },
    )
  }
}
