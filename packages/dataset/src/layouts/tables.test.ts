import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Series } from '@variegate/series'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasPython, python } from '../../../../test/python/python.js'
import { openDataset, type Row, type Source } from './index.js'

let folder = ''
let place = 0
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'variegate-tables-'))))
afterAll(() => rm(folder, { recursive: true }))

type Files = Readonly<Record<string, string | Uint8Array>>

async function open(files: Files) {
  const root = join(folder, String(place++))
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), content)
  }
  return openDataset(root)
}

/** Write copy 1 of every sample, changed or not; gives the folder, and why samples failed. */
async function copyAll(files: Files, change: (sample: unknown) => unknown = (sample) => sample, copies = 1) {
  const output = join(folder, `out${place++}`)
  await mkdir(output)
  const problems: { id: string; reason: string }[] = []
  for (const source of (await open(files)).sources) {
    problems.push(...source.problems)
    const rows: Row[] = []
    for (const entry of source.entries) {
      for (let copy = 1; copy <= copies; copy++) {
        try {
          rows.push(...(await source.write(entry, copy, change(await source.read(entry)), { folder: output })).rows)
        } catch (error) {
          problems.push({ id: entry.id, reason: error instanceof Error ? error.message : String(error) })
        }
      }
    }
    if (rows.length > 0)
      await source.join(
        async function* () {
          yield* rows
        },
        { folder: output },
      )
  }
  return { output, problems, read: (path: string) => readFile(join(output, path)) }
}

const reasonsOf = async (files: Files) => (await copyAll(files)).problems.map(({ id, reason }) => `${id}: ${reason}`)

/** Add 1.5 to every number, as a transform of values would. */
const raised = (sample: unknown): Series => {
  const series = sample as Series // tests of series only
  return {
    ...series,
    channels: series.channels.map((channel) => ({ ...channel, values: channel.values.map((value) => value + 1.5) })),
  }
}

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
const swapped = (text: string) => Buffer.from(utf16(text)).swap16()
const latin = (text: string) => Buffer.from(text, 'latin1')

describe('a table that nothing changed comes back byte for byte', () => {
  test.each<[string, string | Uint8Array]>([
    ['semicolons and decimal commas', 't;x\r\n0,5;1,25\r\n1,5;2,5\r\n'],
    ['tabs', 't\tx\n0\t1\n'],
    ['pipes', 't|x\n0|1.50\n'],
    ['a byte-order mark', '\uFEFFt,x\n0,1e3\n1,1.0\n'],
    ['UTF-16, little end first', utf16('t,größe\r\n0,1\r\n')],
    ['UTF-16, big end first', swapped('t,größe\r\n0,1\r\n')],
    ['Windows-1252', latin('t;gr\u00f6\u00dfe\n0;1\n')],
    ['all in quotes', '"t","x","note"\n"0","1","a ""b"""\n"1","2",""\n'],
    ['quotes here and there', 't,"x",note\n0,"1",plain\n"1",2,"more"\n'],
    ['old Macintosh line ends', 't,x\r0,1\r1,2\r'],
    ['mixed line ends', 't,x\r\n0,1\n1,2\r\n'],
    ['no line end at the end', 't,x\n0,1\n1,2'],
    ['the line of Excel', 'sep=;\r\nt;x\r\n0;1\r\n'],
    ['comments and blank lines', '# a "5 pipe\n\nt,x\n# between, commas, three\n0,1\n\n1,2\n# end\n'],
    ['delimiters at line ends', 't,x,\n0,1,\n1,2,\n'],
    ['thousands and decimals', "t;a;b;c\n0;1.234,5;1 234,5;1'234\n1;2,25;2,5;7\n"],
    ['an index that pandas wrote', ',t,x\n0,10,1\n1,20,2\n'],
    ['dates in a column without a name', ',x\n2020-01-01,1\n2020-01-02,2\n'],
    ['names with blanks', 't, x \n0, 1\n1, 2\n'],
  ])('%s', async (_, content) => {
    const { problems, read } = await copyAll({ 's.csv': content })
    expect(problems).toEqual([])
    expect(await read('s.aug1.csv')).toEqual(Buffer.from(content))
  })
  test('tables of labels in their dialect, too', async () => {
    const intervals = '\uFEFF"file";"start";"end";"label";"who"\r\n"s.csv";"0,50";"1";"odd";"ä"\r\n'
    const { read, problems } = await copyAll({ 's.csv': 't;x\n0;1,5\n1;2,5\n', 'intervals.csv': intervals })
    expect(problems).toEqual([])
    expect((await read('intervals.csv')).toString()).toBe(intervals.replace('s.csv', 's.aug1.csv'))
  })
  test('texts in theirs', async () => {
    const content = latin('id;text;label\r\n"a";gr\u00fcn; "x"\r\n'.replace(' "x"', '"x"'))
    const { read } = await copyAll({ 't.csv': content })
    expect(await read('t.csv')).toEqual(latin('id;text;label\r\n"a.aug1";gr\u00fcn;"x"\r\n'))
  })
})

describe('numbers', () => {
  test('new ones have the marks of their column', async () => {
    const { read } = await copyAll({ 's.csv': "t;a;b;c\n0;1.234,5;1'234.25;0,5\n1;999.999,25;7.5;1,5\n" }, raised)
    expect((await read('s.aug1.csv')).toString()).toBe("t;a;b;c\n0;1.236;1'235.75;2\n1;1.000.000,75;9;3\n")
  })
  test('a mark that is one of decimals or of thousands is told by the other columns', async () => {
    const { sources } = await open({
      'a/s.csv': 't;a;b\n0;1,234;0,5\n1;2,345;1,5\n',
      'b/s.csv': 't;a;b\n0;1,234;0.5\n1;2,345;1.5\n',
    })
    const values = await Promise.all(
      sources.flatMap((source) =>
        source.entries.map(async (entry) =>
          Array.from(((await source.read(entry)) as Series).channels[0]?.values ?? []),
        ),
      ), // series-files
    )
    expect(values).toEqual([
      [1.234, 2.345],
      [1234, 2345],
    ])
  })
  test.each([
    [
      't;a\n0;1,234\n1;2,345\n',
      's.csv: Expected one reading of the numbers in column "a" but the mark in "1,234" at s.csv:2 may be one of decimals or of thousands; write the column without marks of thousands, or with two decimals.',
    ],
    [
      't;a;b\n0;1.234;0,5\n1;2.345;1,5\n',
      's.csv: Expected one reading of the numbers in column "a" but the mark in "1.234" at s.csv:2 may be one of decimals or of thousands; write the column without marks of thousands, or with two decimals.',
    ],
    [
      't;a\n0;1.5\n1;2,5\n2;3.5\n',
      's.csv: Expected a number in column "a" at s.csv:3 but received "2,5"; spell all of them alike, in digits alone.',
    ],
    [
      't;a\n0;1,5\n1;2.5\n2;3,5\n',
      's.csv: Expected a number such as 1234,5 in column "a" at s.csv:3 but received "2.5"; spell all of them alike, in digits alone.',
    ],
    [
      't,a\n0,12%\n1,13%\n',
      's.csv: Expected a number in column "a" at s.csv:2 but received "12%"; spell all of them alike, in digits alone.',
    ],
    [
      't,a\n0,9007199254740993\n',
      's.csv: Expected whole numbers up to 9007199254740991 in column "a" but received "9007199254740993" at s.csv:2, which would be rounded.',
    ],
    ['t,a,a\n0,1,2\n', 's.csv: Expected columns of different names in s.csv but "a" names columns 2 and 3.'],
    ['t,a\n0,1,2\n', 's.csv: Expected 2 cells at s.csv:2 but received 3.'],
  ])('%j is refused', async (content, reason) => expect(await reasonsOf({ 's.csv': content })).toEqual([reason]))
  test.skipIf(!hasPython)('pandas reads the same values from what is written', async () => {
    const { output } = await copyAll(
      {
        'a.csv': '\uFEFFt;x;y\r\n0;1.234,5;2,5\r\n1;2.000;3,5\r\n2;7,25;\r\n',
        'b.csv': latin('t|gr\u00f6\u00dfe\n0|1,234.5\n1|2.5\n'),
      },
      raised,
    )
    const script = `import pandas, sys, json
a = pandas.read_csv(sys.argv[1] + '/a.aug1.csv', sep=';', decimal=',', thousands='.', encoding='utf-8-sig')
b = pandas.read_csv(sys.argv[1] + '/b.aug1.csv', sep='|', thousands=',', encoding='cp1252')
print(json.dumps([list(a), a.x.tolist(), a.y[:2].tolist(), bool(a.y.isna()[2]), list(b), b.iloc[:, 1].tolist()]))`
    expect(python(script, output)).toEqual([
      ['t', 'x', 'y'],
      [1236, 2001.5, 8.75],
      [4, 5],
      true,
      ['t', 'größe'],
      [1236, 4],
    ])
  })
})

describe('what cannot be read is refused by its place, alone', () => {
  const good = 't,x\n0,1\n1,2\n'
  test.each([
    [
      't,x\n0,1\n1,"2\n',
      'Expected a CSV file but the quote at b.csv:3, column 3 is never closed; close it, or double it within quotes.',
    ],
    [
      't,x\n0,"a" b\n',
      'Expected a CSV file but " " at b.csv:2, column 6 follows the closing quote of the cell that opens at b.csv:2, column 3; double the quotes within quotes.',
    ],
    [
      't,x,n\n0,1,5" pipe\n',
      'Expected a CSV file but a quote stands within the cell at b.csv:2, column 6; put the cell in quotes and double the quote.',
    ],
    [
      latin('t,x\n0,\u0081\n'),
      'Expected text in UTF-8, UTF-16 with a byte-order mark, or Windows-1252 but the character at b.csv:2, column 3 is of none of them; save the file as UTF-8.',
    ],
  ])('%j', async (content, reason) => {
    const { output, problems } = await copyAll({ 'a.csv': good, 'b.csv': content })
    expect(problems).toEqual([{ id: 'b.csv', reason }])
    expect(await readdir(output)).toEqual(['a.aug1.csv'])
  })
  test('a table of labels stops the run', async () => {
    await expect(open({ 's.csv': good, 'intervals.csv': 'file,start,end,label\ns.csv,0,1,"odd\n' })).rejects.toThrow(
      'Expected a CSV file but the quote at intervals.csv:2, column 11 is never closed; close it, or double it within quotes.',
    )
    await expect(
      open({ 'l.csv': 'id,label,t,x\na,b,0,1\n', 'l.intervals.csv': 'id,start,end\na,0,1\n' }),
    ).rejects.toThrow('Expected the columns id, start, end, label in l.intervals.csv but label is missing.')
  })
  test('texts of another name are refused with what is missing', async () => {
    expect(await reasonsOf({ 't.csv': 'id,tweet,label\n1,hello,x\n2,there,y\n' })).toEqual([
      't.csv: Expected a column "text" in t.csv but its columns are id, tweet, label; name the column of texts "text".',
    ])
  })
  test('rows that count are no times', async () => {
    await expect(open({ 'x.csv': 'id,age\n1,20\n2,30\n' })).rejects.toThrow('recognised none of its 1 files')
    await expect(open({ 'x.csv': ',age\n0,20\n1,30\n' })).rejects.toThrow('recognised none of its 1 files')
  })
  test('rows of another length, twice the same id, and places in cells are recorded', async () => {
    const { problems, read } = await copyAll({
      't.csv': 'id,text,start,end\n1,one two,,\n1,three,,\n2,a,b,c,d\n3,four five,0,4\n#x,"a # b",,\n',
    })
    expect(problems.map(({ id, reason }) => `${id}: ${reason}`)).toEqual([
      't.csv:3: Expected an id of its own but "1" is that of line 2, too; it is named by its line.',
      't.csv:4: Expected 4 cells on the line but received 5.',
      't.csv:5: Expected labels that can follow the text but the field "start" holds places in it in an unknown shape; take the field out, or write spans as [{"start", "end", "label"}].',
    ])
    expect((await read('t.csv')).toString()).toBe('id,text,start,end\n2,one two,,\n3,three,,\n#x.aug1,"a # b",,\n')
  })
  test('letters that the encoding lacks fail their row alone', async () => {
    const { problems, read } = await copyAll({ 't.csv': latin('text\n\u00fc\nplain\n') }, (sample) => {
      const document = sample as { text: string } // a text-csv sample
      return { ...document, text: document.text === 'plain' ? '😀' : document.text }
    })
    expect(problems).toEqual([
      {
        id: 't.csv:3',
        reason:
          'Expected text that Windows-1252, the encoding of the file, can write but it has "😀"; save the file as UTF-8.',
      },
    ])
    expect(await read('t.csv')).toEqual(latin('text\n\u00fc\n'))
  })
})

describe('long tables', () => {
  const long = 'id,label,t,x\na,walk,0,1\nb,sit,0,5\na,run,1,2\n a,sit,0,7\na,run,2,3\nb,sit,1,6\n'
  const open1 = async (files: Files) => (await open(files)).sources[0] as Source<Series> // a series-long table alone
  test('labels that change within a series are labels of its steps, in all series', async () => {
    const source = await open1({ 'l.csv': long })
    const read = await Promise.all(source.entries.map(async (entry) => [entry.id, (await source.read(entry)).labels]))
    expect(read).toEqual([
      ['l.csv#a', { points: { label: ['walk', 'run', 'run'] } }],
      ['l.csv#b', { points: { label: ['sit', 'sit'] } }],
      ['l.csv# a', { points: { label: ['sit'] } }],
    ])
  })
  test('labels are written row by row, wherever a map took them', async () => {
    const { read } = await copyAll({ 'l.csv': long }, (sample) => {
      const series = sample as Series // a long series
      const label = series.labels.points?.label?.toReversed() ?? []
      return { ...series, labels: { ...series.labels, points: { label } } }
    })
    expect((await read('l.csv')).toString()).toBe(
      'id,label,t,x\na.aug1,run,0,1\na.aug1,run,1,2\na.aug1,walk,2,3\nb.aug1,sit,0,5\nb.aug1,sit,1,6\n a.aug1,sit,0,7\n',
    )
  })
  test('intervals of an unknown series are recorded, the others keep columns of their own', async () => {
    const { problems, read } = await copyAll({
      'l.csv': 'id;label;t;x\na;b;0,5;1\na;b;1,5;2\n',
      'l.intervals.csv': 'who;id;start;end;label\nme;a;0,50;1,5;odd\nme;c;0;1;odd\n',
    })
    expect(problems).toEqual([
      { id: 'l.intervals.csv:3', reason: 'Expected a series of the dataset but "c" is not there.' },
    ])
    expect((await read('l.intervals.csv')).toString()).toBe('who;id;start;end;label\nme;a.aug1;0,50;1,5;odd\n')
  })
  test('whole numbers count on after the greatest of any length; others get the copy at their end', async () => {
    const ids = ['9007199254740993', '9007199254740992', '007']
    const rows = ids.map((id) => `${id},b,0,1\n`).join('')
    const { read } = await copyAll({ 'l.csv': `id,label,t,x\n${rows}` }, undefined, 2)
    expect(
      (await read('l.csv'))
        .toString()
        .split('\n')
        .map((line) => line.split(',')[0]),
    ).toEqual([
      'id',
      '9007199254740994',
      '9007199254740997',
      '9007199254740995',
      '9007199254740998',
      '007.aug1',
      '007.aug2',
      '',
    ])
  })
  test('a copy meets no id that is there', async () => {
    const { read } = await copyAll({ 'l.csv': 'id,label,t,x\na,b,0,1\na.aug1,b,0,1\n' })
    expect((await read('l.csv')).toString()).toBe('id,label,t,x\na.aug1-2,b,0,1\na.aug1.aug1,b,0,1\n')
  })
})

test('intervals and events that name no file are recorded with their line', async () => {
  expect(
    await reasonsOf({ 's.csv': 't,x\n0,1\n', 'intervals.csv': 'file,start,end,label\nghost.csv,0,1,a\n' }),
  ).toEqual(['intervals.csv:2: Expected a file of the dataset but "ghost.csv" is not there.'])
})
