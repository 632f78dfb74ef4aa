/**
 * How loud what is added is: so many decibels below the clip where it is added (`snr`, by mean power), or at a level of its own, by its root
 * mean square or its largest sample, in decibels or as an amplitude where full scale is 1.
 */
export type Level =
  | { readonly by: 'snr'; readonly db: number }
  | { readonly by: 'rms' | 'peak'; readonly db: number }
  | { readonly by: 'rms' | 'peak'; readonly amplitude: number }
