/** Say whether an ICC profile is sRGB, by the name in its description (ICC.1:2022, 9.2.41 and 10.13). */
export function isStandardRgb(profile: Uint8Array): boolean {
  return NAMES.test(descriptionOf(profile))
}

// The usual name, and those of the compact profiles of Facebook and Saucecontrol.
const NAMES = /^(sRGB(?!.*linear)|c2$|[nu]RGB$)/i

const HEADER = 128

function descriptionOf(profile: Uint8Array): string {
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength)
  if (profile.length < HEADER + 4) return ''
  const tags = view.getUint32(HEADER)
  for (let entry = HEADER + 4, at = 0; at < tags && entry + 12 <= profile.length; at++, entry += 12) {
    if (text(profile, entry, entry + 4) !== 'desc') continue
    const start = view.getUint32(entry + 4)
    return descriptionIn(profile.subarray(start, start + view.getUint32(entry + 8)))
  }
  return ''
}

/** Version 2 has ASCII after its length; version 4 has records of UTF-16, of which the first is taken. */
function descriptionIn(tag: Uint8Array): string {
  if (tag.length < 28) return text(tag, 12, tag.length)
  const view = new DataView(tag.buffer, tag.byteOffset, tag.byteLength)
  if (text(tag, 0, 4) !== 'mluc') return text(tag, 12, 12 + view.getUint32(8))
  const start = view.getUint32(24)
  return text(tag, start, start + view.getUint32(20))
}

/** ASCII, or UTF-16 whose characters are ASCII. */
const text = (bytes: Uint8Array, start: number, end: number): string =>
  String.fromCharCode(...bytes.subarray(start, end).filter((byte) => byte !== 0))
