import { isJsonObject, VariegateError, type ClassLabel, type Json } from '@variegate/core'
import { join } from 'node:path'
import type { Problem } from '../layouts/layout.js'
import { scanLines } from './lines.js'
import { readHead } from './listing.js'
import { baseOf } from './names.js'

/** What a line of `labels.jsonl` holds: a file, relative to the table's folder, and its class where the folder cannot say it. */
export interface ClassShares {
  readonly file: string
  readonly label: ClassLabel
}

/** The first line of a table of class shares; nothing where the file is none. */
export async function sharesIn(folder: string, path: string): Promise<ClassShares | undefined> {
  if (!/^labels(\.\w+)?\.jsonl$/.test(baseOf(path))) return undefined
  const [first = ''] = (await readHead(join(folder, path))).split('\n')
  return parseShares(first)
}

/** Read a table of class shares; rows about files that are not there are told as problems, and what cannot be read throws. */
export async function readShares(
  folder: string,
  path: string,
  files: ReadonlySet<string>,
): Promise<{ readonly labels: ReadonlyMap<string, ClassLabel>; readonly problems: readonly Problem[] }> {
  const labels = new Map<string, ClassLabel>()
  const problems: Problem[] = []
  for await (const { line, text } of scanLines(join(folder, path))) {
    if (text.trim() === '') continue
    const row = parseShares(text)
    if (!row)
      throw new VariegateError(
        `Expected {"file": …, "label": {class: share}} at ${path}:${line} but received ${text.slice(0, 80)}; without it the classes of its files would be wrong.`,
      )
    if (!files.has(row.file))
      problems.push({
        id: `${path}:${line}`,
        reason: `Expected a file of the dataset but "${row.file}" is not there.`,
      })
    else if (labels.has(row.file))
      problems.push({ id: `${path}:${line}`, reason: `Expected one line for "${row.file}" but this is another.` })
    else labels.set(row.file, row.label)
  }
  return { labels, problems }
}

/** Whether a label says another thing than the class of its folder. */
export function differsFromFolder(label: ClassLabel | undefined, folder: string | undefined): label is ClassLabel {
  if (label === undefined || label === folder) return false
  return typeof label === 'string' || Object.entries(label).some(([name, share]) => share > 0 && name !== folder)
}

/** Whether a label is of several classes. */
export const isMixed = (label: unknown): label is Readonly<Record<string, number>> =>
  typeof label === 'object' &&
  label !== null &&
  Object.values(label).filter((share) => typeof share === 'number' && share > 0).length > 1

/** A mixed class as people read it: "dog 74 %, cat 26 %". */
export const sayShares = (label: Readonly<Record<string, number>>): string =>
  Object.entries(label)
    .sort(([, a], [, b]) => b - a)
    .map(([name, share]) => `${name} ${Math.round(share * 100)} %`)
    .join(', ')

function parseShares(text: string): ClassShares | undefined {
  try {
    const row: Json = JSON.parse(text.replace(/^\uFEFF/, ''))
    if (!isJsonObject(row) || Object.keys(row).sort().join() !== 'file,label') return undefined
    const { file, label } = row
    if (typeof file !== 'string') return undefined
    if (typeof label === 'string') return { file, label }
    const shares = isJsonObject(label) ? Object.entries(label) : []
    const isSound = shares.length > 0 && shares.every(([, share]) => typeof share === 'number' && share >= 0)
    return isSound ? { file, label: label as Readonly<Record<string, number>> } : undefined // as the line above found
  } catch {
    return undefined
  }
}
