import { atRate, lengthOf, type Clip } from '@variegate/audio'
import {
  replay,
  VariegateError,
  type Applied,
  type Context,
  type Recipe,
  type TransformDefinition,
} from '@variegate/core'
import type { VideoClip } from '../sample.js'

/** Do to the sound what was drawn; sound and picture stay in step, so its length has to stay. */
export function runSound(
  clip: VideoClip,
  recipe: Recipe,
  transforms: readonly TransformDefinition<Clip>[],
  context: Context<Clip>,
): Applied<VideoClip> {
  const before = clip.sound
  if (!before || lengthOf(before) === 0) return { sample: clip, dropped: [] }
  const sound = replay(recipe, before, { transforms, context })
  const [seconds, wanted] = [lengthOf(sound) / sound.sampleRate, lengthOf(before) / before.sampleRate]
  if (Math.abs(seconds - wanted) > 1 / before.sampleRate)
    throw new VariegateError(
      `Expected the sound of a clip to keep its length of ${wanted} s but ${recipe.map(({ name }) => name).join(', ')} made ${seconds} s; use a transform of video that moves the picture as well.`,
    )
  return { sample: { ...clip, sound }, dropped: [] }
}

/** The weighted sum of sounds, in the first one's rate, channels and length; a shorter one begins anew where asked. */
export function sumSounds(
  [first, ...others]: readonly { readonly sound: Clip; readonly weight: number }[],
  repeat: boolean,
): Clip | undefined {
  if (!first) return undefined
  const { sampleRate } = first.sound
  const parts = [first, ...others.map(({ sound, weight }) => ({ sound: atRate(sound, sampleRate), weight }))]
  const channels = first.sound.channels.map((own, channel) => {
    const target = new Float32Array(own.length)
    for (const { sound, weight } of parts) {
      const from = sound.channels[channel % sound.channels.length] ?? new Float32Array(0)
      const length = repeat && from.length > 0 ? target.length : Math.min(target.length, from.length)
      for (let at = 0; at < length; at++) target[at] = (target[at] ?? 0) + weight * (from[at % from.length] ?? 0)
    }
    return target
  })
  return { ...first.sound, channels }
}
