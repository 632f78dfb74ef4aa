/** A part of a clip. */
export interface Part {
  /** Seconds; the clip's start and end where they are not stated. */
  readonly start?: number
  readonly end?: number
  /** Indexes; all where they are not stated. */
  readonly channels?: readonly number[]
  /** Seconds of crossfade at either end that lies within the clip; 5 ms unless stated. */
  readonly fade?: number
}

/** What every step that changes values may have. */
export interface Limited {
  /** The part of the clip that is changed; all of it where not stated. */
  readonly on?: Part
}
