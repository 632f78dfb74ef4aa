/** Turn the hue of every pixel in the HSV cylinder by `turns` of a whole turn; greys and alpha stay. */
export function hue(pointer: usize, pixels: i32, turns: f32): void {
  const end = pointer + ((<usize>pixels) << 2)
  for (let at = pointer; at < end; at += 4) {
    const red = <f32>load<u8>(at)
    const green = <f32>load<u8>(at, 1)
    const blue = <f32>load<u8>(at, 2)
    const most = max(red, max(green, blue))
    const least = min(red, min(green, blue))
    const chroma = most - least
    if (chroma == 0) continue
    // The position on the colour hexagon, in sixths of a turn.
    let sixth: f32 = most == red ? (green - blue) / chroma : most == green ? 2 + (blue - red) / chroma : 4 + (red - green) / chroma
    sixth += 6 * turns
    sixth -= 6 * Mathf.floor(sixth / 6)
    store<u8>(at, channel(5, sixth, most, chroma))
    store<u8>(at, channel(3, sixth, most, chroma), 1)
    store<u8>(at, channel(1, sixth, most, chroma), 2)
  }
}

/** One channel of a hue: most less chroma times how far the hue is from that channel (Smith, 1978, in closed form). */
// @ts-ignore: decorator
@inline
function channel(offset: f32, sixth: f32, most: f32, chroma: f32): u8 {
  let k = offset + sixth
  if (k >= 6) k -= 6
  const share = max<f32>(0, min<f32>(min<f32>(k, 4 - k), 1))
  return <u8>Mathf.floor(most - chroma * share + 0.5)
}
