import { resolve } from 'node:path'

/** A path as the user wrote it, from where the user called; npm runs scripts in the project's folder and tells where that was. */
export const fromCaller = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path)
