import { list, number } from '@variegate/core'
import type { Colour } from '../steps/steps.js'

/** A colour option of three numbers. */
export const colourOption = (colour: Colour, doc: string) =>
  list({
    default: [...colour],
    of: number({ default: 0, min: 0, max: 255, doc: '' }),
    minLength: 3,
    maxLength: 3,
    doc: `${doc} Red, green, blue on the 0-255 scale.`,
  })
