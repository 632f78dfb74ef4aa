import { VariegateError } from '@variegate/core'
import { constants } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseJson } from '../../files/json.js'
import { readHead, type ListedFile } from '../../files/listing.js'
import { readDocument, type CocoDocument } from './document.js'
import { decodeJson } from './encoding.js'

/**
 * Read a file if it is COCO. A file that looks like labels (it names COCO's lists or one of the pictures) and cannot be read is never
 * passed over: its pictures would go out without their labels.
 */
export async function loadDocument(
  folder: string,
  { path, size }: ListedFile,
  pictures: ReadonlySet<string>,
): Promise<CocoDocument | undefined> {
  const file = join(folder, path)
  if (size > constants.MAX_STRING_LENGTH) {
    if (!looksLikeLabels(await readHead(file), pictures)) return undefined
    throw new VariegateError(
      `Expected a label file of at most ${inMegabytes(constants.MAX_STRING_LENGTH)} MB but ${path} has ${inMegabytes(size)} MB; split it into several, by pictures.`,
    )
  }
  const { text, wrong } = decodeJson(await readFile(file))
  if (wrong !== undefined) {
    if (!looksLikeLabels(text, pictures)) return undefined
    throw new VariegateError(
      `Expected the label file ${path} in UTF-8, or in UTF-16 with a byte-order mark, but ${wrong}; save it as UTF-8.`,
    )
  }
  const namesLists = NAMES_LISTS.test(text)
  if (!namesLists && !namesPicture(text, pictures)) return undefined
  try {
    if (namesLists) return readDocument(path, text)
    JSON.parse(text)
    return undefined
  } catch (error) {
    if (error instanceof SyntaxError) throw unreadable(path, text, error)
    throw error
  }
}

const NAMES_LISTS = /"(?:images|annotations)"\s*:/

const looksLikeLabels = (text: string, pictures: ReadonlySet<string>): boolean =>
  NAMES_LISTS.test(text) || namesPicture(text, pictures)

function namesPicture(text: string, pictures: ReadonlySet<string>): boolean {
  if (pictures.size === 0) return false
  for (const { 0: ending, index } of text.matchAll(/\.(?:jpe?g|png|webp|avif|tiff?|gif)(?=")/gi)) {
    const before = text.slice(Math.max(0, index - 255), index)
    if (pictures.has(`${/[^"/\\]*$/.exec(before)?.[0] ?? ''}${ending}`)) return true
  }
  return false
}

const inMegabytes = (bytes: number): number => Math.round(bytes / 1e6)

function unreadable(path: string, text: string, cause: SyntaxError): VariegateError {
  const hint = /[:[,]\s*(?:NaN|-?Infinity)\b/.test(text)
    ? ' (NaN and Infinity are no JSON; write a number, null, or leave the field out)'
    : ''
  const said = (): string => {
    try {
      parseJson(text)
      return cause.message
    } catch (error) {
      return error instanceof Error ? error.message.replace(/\.$/, '') : String(error)
    }
  }
  return new VariegateError(`Could not read the label file ${path}. ${said()}${hint}.`, [], { cause })
}
