import { VariegateError } from '@variegate/core'

export type Media = Awaited<ReturnType<typeof importMedia>>

/** The media library with its codecs for Node, loaded on first use. */
export async function importMedia() {
  try {
    const [media, server] = await Promise.all([import('mediabunny'), import('@mediabunny/server')])
    // Without a device nothing is probed, so nothing is printed and every machine encodes alike.
    server.registerMediabunnyServer({ hardwareContext: null })
    return media
  } catch (error) {
    throw new VariegateError(
      'Reading and writing video files needs the packages "mediabunny" and "@mediabunny/server"; install them beside @variegate/video.',
      [],
      { cause: error },
    )
  }
}
