import type { Json } from '../json.js'

/** The engine of one kind of data: it makes steps happen to a sample and its labels alike. */
export interface Modality<Sample, Facts, Step> {
  /** The modality's key in a policy file, e.g. `image`. */
  readonly name: string
  /** What steps may know of a sample: sizes, rates, lengths. Refuses, before anything is drawn, a sample that no step could work on. */
  facts(sample: Sample): Facts
  /** Apply the steps in order, without changing the sample given. */
  apply(sample: Sample, steps: readonly Step[]): Applied<Sample>
  /** All of a sample that has to be equal bit for bit when it is made again. */
  snapshot(sample: Sample): Snapshot | Promise<Snapshot>
}

export interface Applied<Sample> {
  readonly sample: Sample
  readonly dropped: readonly Dropped[]
}

/** A label that is gone, and why. */
export interface Dropped {
  /** What it was: `box`, `keypoint`, `span`, `event`, `interval`, `track`, … */
  readonly kind: string
  readonly id?: string | number
  readonly label?: string
  readonly reason: string
}

export interface Snapshot {
  readonly data: readonly ArrayBufferView[]
  readonly labels: Json
}

/** Hash a snapshot to 16 hex digits, the same in every engine: two 32-bit FNV-1a hashes with different offsets. */
export function checksum({ data, labels }: Snapshot): string {
  const hashes = [0x811c9dc5, 0x1b873593].map((offset) => {
    let hash = offset
    const add = (bytes: Uint8Array) => {
      for (let index = 0; index < bytes.length; index++) hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193)
      // The length keeps neighbouring parts apart.
      hash = Math.imul(hash ^ bytes.length, 0x01000193)
    }
    for (const part of data) add(new Uint8Array(part.buffer, part.byteOffset, part.byteLength))
    add(new TextEncoder().encode(JSON.stringify(labels)))
    return (hash >>> 0).toString(16).padStart(8, '0')
  })
  return hashes.join('')
}
