import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Document } from '@variegate/text'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasPython, python } from '../../../../test/python/python.js'
import { openDataset, type Row } from './index.js'

let folder = ''
let place = 0
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'variegate-jsonl-'))))
afterAll(() => rm(folder, { recursive: true }))

/** Write copies of every row with "Hey " before its text; gives the lines, the path, and what was recorded. */
async function copy(content: string | Uint8Array, name = 't.jsonl', added = 'Hey ') {
  const root = await mkdtemp(join(folder, `${place++}-`))
  await writeFile(join(root, name), content)
  const {
    sources: [source],
  } = await openDataset(root)
  const rows: Row[] = []
  for (const entry of source?.entries ?? []) {
    const document = (await source?.read(entry)) as Document // a source of texts
    const spans = document.labels.spans?.map((span) => ({
      ...span,
      start: span.start + added.length,
      end: span.end + added.length,
    }))
    const labels = { ...document.labels, ...(spans ? { spans } : {}) }
    const changed: Document = { ...document, text: added + document.text, labels }
    rows.push(...((await source?.write(entry, 1, changed, { folder: root }))?.rows ?? []))
  }
  await source?.join(
    async function* () {
      yield* rows
    },
    { folder: root },
  )
  const path = join(root, name)
  return { lines: (await readFile(path, 'utf8')).trimEnd().split('\n'), path, problems: source?.problems ?? [] }
}

test('keys keep their order and numbers their digits, and great ids count on exactly', async () => {
  const { lines, problems } = await copy(
    '{"score": 1.0, "id": 9007199254740993, "text": "a", "n": 1e5, "big": 12345678901234567890}\n{"id": 9007199254740992, "text": "b"}\n',
  )
  expect(problems).toEqual([])
  expect(lines).toEqual([
    '{"score":1.0,"id":9007199254740994,"text":"Hey a","n":1e5,"big":12345678901234567890}',
    '{"id":9007199254740995,"text":"Hey b"}',
  ])
})

test('ids that two rows have are recorded, and their copies differ from every other', async () => {
  const { lines, problems } = await copy(['a', 'a', 'a.aug1'].map((id) => JSON.stringify({ id, text: 'x' })).join('\n'))
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
    ['a.aug1-2', 'a-2.aug1', 'a.aug1.aug1'].map((id) => ({ id, text: 'Hey x' })),
  )
  expect(problems).toEqual([
    { id: 't.jsonl:2', reason: 'Expected an id of its own but "a" is that of line 1, too; it is named by its line.' },
  ])
})

test('rows that cannot be augmented are recorded with their line, and the others go on', async () => {
  const { lines, problems } = await copy(
    Buffer.concat([
      Buffer.from(
        '{"text": "Ada", "mentions": [{"start": 0, "end": 3}]}\n{"text": "good", "label": [[0, 4, "A"]]}\n{"text": 3}\n[1]\n{"text": "x\n',
      ),
      Uint8Array.of(0x22, 0xe9, 0x22, 10),
    ]),
  )
  expect(lines).toEqual(['{"text":"Hey good","label":[[4,8,"A"]]}'])
  expect(problems.map(({ id, reason }) => `${id}: ${reason}`)).toEqual([
    't.jsonl:1: Expected labels that can follow the text but the field "mentions.start" holds places in it in an unknown shape; take the field out, or write spans as [{"start", "end", "label"}].',
    't.jsonl:3: Expected a text under "text" but received 3.',
    't.jsonl:4: Expected a JSON object on the line.',
    `t.jsonl:5: Expected JSON on the line: End of string '"' expected but reached end of input at column 12.`,
    't.jsonl:6: Expected a line in UTF-8 but some of its bytes are not; save the file as UTF-8.',
  ])
})

test('a file without texts is refused with what is missing', async () => {
  const { problems } = await copy('{"sentence": "a", "label": 1}\n{"sentence": "b", "label": 0}\n')
  expect(problems).toEqual([
    {
      id: 't.jsonl',
      reason:
        'Expected a field "text" in the rows of t.jsonl but their fields are sentence, label; name the field of texts "text".',
    },
  ])
})

test('rows about pictures are left to the layout of the pictures', async () => {
  await expect(copy('{"file_name": "a.png", "label": "cat"}\n', 'metadata.jsonl')).rejects.toThrow(
    'recognised none of its 1 files',
  )
})

test.skipIf(!hasPython)('Python finds the words of every span where the rows say', async () => {
  const { path } = await copy(
    [
      {
        text: '😀 Ada met Bob',
        label: [
          [2, 5, 'P'],
          [10, 13, 'P'],
        ],
      },
      { text: 'Zoë met Bob', entities: [{ id: 1, start_offset: 0, end_offset: 3, label: 'P' }] },
      { text: 'é Ada', spans: [{ start: 2, end: 5, label: 'P' }] },
    ]
      .map((row) => JSON.stringify(row))
      .join('\n'),
    't.jsonl',
    '👋🏽 ',
  )
  const script = `import json, sys
rows = [json.loads(line) for line in open(sys.argv[1], encoding='utf-8')]
places = lambda row: [(s[0], s[1]) if isinstance(s, list) else (s.get('start', s.get('start_offset')), s.get('end', s.get('end_offset'))) for key in ('label', 'entities', 'spans') for s in row.get(key, [])]
print(json.dumps([[row['text'][s:e] for s, e in places(row)] for row in rows]))`
  expect(python(script, path)).toEqual([['Ada', 'Bob'], ['Zoë'], ['Ada']])
})
