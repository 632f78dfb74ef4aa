/** Files that hold one sample each, by ending, whether a layout reads them or not. */
const MEDIA: Readonly<Record<string, string>> = {
  image: 'jpg jpeg jpe png webp avif tif tiff gif bmp heic heif jp2 ppm pgm',
  audio: 'wav flac mp3 ogg opus m4a aac aif aiff',
  video: 'mp4 m4v mov avi mkv webm mpg mpeg',
}

const KINDS: ReadonlyMap<string, string> = new Map(
  Object.entries(MEDIA).flatMap(([kind, endings]) => endings.split(' ').map((ending) => [ending, kind] as const)),
)

/** What a file's ending says that it holds: `image`, `audio`, `video`, or nothing. */
export const mediaKind = (path: string): string | undefined =>
  KINDS.get(/[^/]\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '')
