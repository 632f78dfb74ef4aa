import { VariegateError } from '@variegate/core'
import { isFileObject, type FileJson } from '../files/json.js'

/** Fields that tokenizers make of a text. */
const DERIVED = names(
  'tokens,token,words,lemmas,ner_tags,ner_labels,pos_tags,chunk_tags,token_labels,tokenized,input_ids,token_ids,attention_mask,token_type_ids,special_tokens_mask,offset_mapping',
)
/** Fields that hold one name a word, or names of the whole text. */
const TAGS = names('tags,labels,label,ner,pos,upos,xpos,bio,iob')
/** Words in a field's name that say it holds places in a text. */
const PLACES = names('start,starts,end,ends,begin,begins,stop,offset,offsets,span,spans,positions')
/** Words in a field's name that say it holds something else. */
const OTHERS = names('time,times,date,second,seconds,sec,ms,page,line,row,year,id')

/** The most numbers of one object that are compared with each other. */
const MOST_PLACES = 16

/** A label of fewer characters may meet a part of the text by chance. */
const LEAST_SURFACE = 3

/** How deep lists and objects are looked into. */
const MOST_DEPTH = 32

/** Refuse fields that say where something is in a text, or that are made of its words, by name: the text changes and they would stay. */
export function refuseOffsets(text: string, fields: readonly (readonly [string, FileJson])[]): void {
  for (const [name, value] of fields) {
    const own = name.split('.').at(-1) ?? name
    const key = own.toLowerCase()
    const isList = Array.isArray(value) && value.length > 0
    if (isList && (DERIVED.has(key) || (TAGS.has(key) && value.length > 1 && value.length === wordCount(text))))
      throw new VariegateError(
        `Expected labels that can follow the text but the field "${name}" has one item for each of its words, which would no longer fit; take the field out.`,
      )
    const found = offsets(own, value, text, 0)
    if (found !== undefined)
      throw new VariegateError(
        `Expected labels that can follow the text but the field "${name.slice(0, name.length - own.length)}${found}" holds places in it in an unknown shape; take the field out, or write spans as [{"start", "end", "label"}].`,
      )
  }
  const found = pairOffsets(fields, text)
  if (found !== undefined)
    throw new VariegateError(
      `Expected labels that can follow the text but the field "${found}" holds places in it in an unknown shape; take the field out, or write spans as [{"start", "end", "label"}].`,
    )
}

function names(list: string): ReadonlySet<string> {
  return new Set(list.split(','))
}

const wordCount = (text: string): number => text.trim().split(/\s+/).length

/** The name of the field that holds places in a text; nothing where none does. */
function offsets(name: string, value: FileJson, text: string, depth: number): string | undefined {
  if (depth > MOST_DEPTH) return name
  if (isPlace(value, text)) return namesPlace(name) ? name : undefined
  if (Array.isArray(value)) return listOffsets(name, value as readonly FileJson[], text, depth) // what `FileJson` lists hold
  if (!isFileObject(value)) return undefined
  const pair = pairOffsets(Object.entries(value), text)
  if (pair !== undefined) return `${name}.${pair}`
  for (const [key, inner] of Object.entries(value)) {
    const found = offsets(key, inner, text, depth + 1)
    if (found !== undefined) return `${name}.${found}`
  }
  return undefined
}

function listOffsets(name: string, list: readonly FileJson[], text: string, depth: number): string | undefined {
  const [first, second, third] = list
  const isPair = isPlace(first, text) && isPlace(second, text) && Number(first) <= Number(second)
  // [start, end, "label"] or ["label", start, end], under whatever name.
  if (list.length >= 3 && isPair && typeof third === 'string') return name
  if (list.length >= 3 && typeof first === 'string' && isPlace(second, text) && isPlace(third, text)) return name
  if (namesPlace(name) && list.length > 0 && list.every((item) => isPlace(item, text))) return name
  for (const item of list) {
    const found = offsets(name, item, text, depth + 1)
    if (found !== undefined) return found
  }
  return isTokens(list, text) ? name : undefined
}

/** The first of two numbers side by side that say from where to where a text beside them stands, whatever their names; or that are called from and to. */
function pairOffsets(fields: readonly (readonly [string, FileJson])[], text: string): string | undefined {
  const places = fields.filter(([, value]) => isPlace(value, text)).map(([key, value]) => [key, Number(value)] as const)
  const isFromTo = (from: string, to: string) => /(^|[._])from$/i.test(from) && /(^|[._])to$/i.test(to)
  const surfaces = new Set(
    fields.flatMap(([, value]) => (typeof value === 'string' && value.length >= LEAST_SURFACE ? [value] : [])),
  )
  // Long rows of numbers are measures.
  if (places.length > MOST_PLACES) return undefined
  for (const [name, start] of places)
    for (const [other, end] of places)
      if (start < end && (isFromTo(name, other) || surfaces.has(text.slice(start, end)))) return name
  return undefined
}

/** A whole number that is a place in a text; with decimals it is a time or a measure. */
const isPlace = (value: FileJson | undefined, text: string): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= text.length

/** Words of several characters that together are the text, blanks aside. */
function isTokens(list: readonly FileJson[], text: string): boolean {
  if (list.length < 2 || !list.every((item) => typeof item === 'string')) return false
  return list.join('').replace(/\s/g, '') === text.replace(/\s/g, '')
}

function namesPlace(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z]+/)
  return words.some((word) => PLACES.has(word)) && !words.some((word) => OTHERS.has(word))
}
