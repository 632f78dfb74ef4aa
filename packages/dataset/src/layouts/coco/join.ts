import { streamAtomically } from '../../files/atomic.js'
import type { Output, Row } from '../layout.js'
import type { CocoDocument } from './document.js'
import { freshIds } from './ids.js'
import { idJson, type OpenRow } from './write-row.js'

/** Write every document anew: fields as they came, the lists of images and annotations from the rows. */
export async function joinDocuments(
  documents: readonly CocoDocument[],
  rows: () => AsyncIterable<Row>,
  output: Output,
): Promise<void> {
  for (const [index, document] of documents.entries())
    await streamAtomically(output, document.path, writeDocument(documents, index, rows))
}

async function* writeDocument(
  documents: readonly CocoDocument[],
  index: number,
  rows: () => AsyncIterable<Row>,
): AsyncGenerator<string> {
  let before = '{'
  for (const [name, text] of documents[index]?.fields ?? []) {
    yield `${before}${JSON.stringify(name)}: `
    before = ',\n'
    if (name !== 'images' && name !== 'annotations') {
      yield text
      continue
    }
    yield '['
    let first = true
    for await (const row of name === 'images' ? imagesOf(rows, index) : annotationsOf(documents, rows, index)) {
      yield `${first ? '\n' : ',\n'}${row}`
      first = false
    }
    yield first ? ']' : '\n]'
  }
  yield '}\n'
}

async function* imagesOf(rows: () => AsyncIterable<Row>, index: number): AsyncGenerator<string> {
  for await (const { kind, value } of rows()) {
    if (kind !== 'images') continue
    const [document, text] = value as unknown as readonly [number, string] // what `write` has made of an image
    if (document === index) yield text
  }
}

/** The rows of one document. Ids are given to the objects of all documents in order, so that one object has one id in each of them. */
async function* annotationsOf(
  documents: readonly CocoDocument[],
  rows: () => AsyncIterable<Row>,
  index: number,
): AsyncGenerator<string> {
  const fresh = freshIds(documents.flatMap(({ annotations }) => annotations.map(({ id }) => id)))
  for await (const { kind, value } of rows()) {
    if (kind !== 'annotations') continue
    // What `write` has made of an object: a row for each document, or the text of an original's.
    const written = value as unknown as readonly (OpenRow | readonly [document: number, text: string])[]
    let number: string | undefined
    const texts = new Map<string, string>()
    const textOf = (name: string): string => {
      const known = texts.get(name) ?? fresh.text(name)
      texts.set(name, known)
      return known
    }
    for (const row of written) {
      const [document, before, after, text] = row
      const id =
        after === undefined ? '' : text === undefined ? (number ??= fresh.number()) : idJson(textOf(text), true)
      if (document === index) yield before + id + (after ?? '')
    }
  }
}
