/** What can be written to a file and read back unchanged. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json }

/** A low and a high end. Fields state whether the ends are included. */
export type Range = readonly [low: number, high: number]

/** A class, or soft weights of several classes that sum to 1. */
export type ClassLabel = string | Readonly<Record<string, number>>

/** Tell whether a JSON value is an object, neither a list nor null. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
