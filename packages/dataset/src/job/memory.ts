import { totalmem } from 'node:os'

/** The part of the machine's memory that pictures may take; the rest is for the programs themselves and for everybody else. */
const SHARE = 0.7

/** Bytes that each of some workers may use for a picture: of the machine, or of the container that this runs in. */
export function memoryOfWorker(workers: number): number {
  const limit = process.constrainedMemory()
  const memory = limit > 0 ? Math.min(limit, totalmem()) : totalmem()
  return Math.floor((memory * SHARE) / workers)
}
