import { VariegateError } from '@variegate/core'
import type { Document, Span } from '@variegate/text'
import { formatJson, type FileJson } from '../files/json.js'

/** Names, in small letters, of columns and fields that hold texts in other people's files. */
export const TEXT_NAMES: ReadonlySet<string> = new Set(
  'text,texts,sentence,sentence1,content,contents,tweet,review,comment,body,message,utterance,document,description,title,headline,question,premise,passage,context,query,prompt,review_text,text_a,full_text,post,abstract,source_text'.split(
    ',',
  ),
)

/** Check what a row holds and make a document of it. */
export async function documentOf(
  id: string,
  text: FileJson | undefined,
  label: FileJson | undefined,
  spans?: readonly Span[],
): Promise<Document> {
  if (typeof text !== 'string')
    throw new VariegateError(
      `Expected a text under "text" but received ${text === undefined ? 'nothing' : formatJson(text)}.`,
    )
  const labels = {
    ...(label === undefined || label === null ? {} : { label: typeof label === 'string' ? label : formatJson(label) }),
    ...(spans ? { spans } : {}),
  }
  const { checkDocument } = await import('@variegate/text')
  return checkDocument({ id, text, labels })
}
