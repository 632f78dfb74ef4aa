/** Turn hues in the HSV cylinder by a part of a turn; value and saturation stay (Smith, 1978, in closed form). */
export function turnHue(
  red: Float32Array,
  green: Float32Array,
  blue: Float32Array,
  turns: number,
): [Float32Array, Float32Array, Float32Array] {
  const turned: [Float32Array, Float32Array, Float32Array] = [red.slice(), green.slice(), blue.slice()]
  for (let at = 0; at < red.length; at++) {
    const [r, g, b] = [red[at] ?? 0, green[at] ?? 0, blue[at] ?? 0]
    const most = Math.max(r, g, b)
    const chroma = most - Math.min(r, g, b)
    if (chroma === 0) continue
    let sixth = most === r ? (g - b) / chroma : most === g ? 2 + (b - r) / chroma : 4 + (r - g) / chroma
    sixth += 6 * turns
    sixth -= 6 * Math.floor(sixth / 6)
    turned[0][at] = most - chroma * share(5 + sixth)
    turned[1][at] = most - chroma * share(3 + sixth)
    turned[2][at] = most - chroma * share(1 + sixth)
  }
  return turned
}

/** How far a hue, in sixths of a turn, is from a channel. */
function share(offset: number): number {
  const k = offset % 6
  return Math.max(0, Math.min(k, 4 - k, 1))
}
