import { VariegateError } from '@variegate/core'
import { expect, test } from 'vitest'
import { machineFault } from './failures.js'

const coded = (code: string, more: object = {}) => Object.assign(new Error(`${code}: so it is`), { code, ...more })

test.each([
  ['ENOSPC', 'no space is left on the disk'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EROFS', 'the file system is read-only'],
  ['EMFILE', 'this process has too many files open'],
  ['ENFILE', 'the machine has too many files open'],
  ['EIO', 'a disk could not be read or written'],
  ['ENOMEM', 'the machine has no memory left'],
])('%s is the machine’s, wherever it is met', (code, words) => {
  expect(machineFault(coded(code), '/out')).toBe(`${words} (${code}: so it is)`)
  const wrapped = new VariegateError('Could not do it.', [], { cause: new Error('deeper', { cause: coded(code) }) })
  expect(machineFault(wrapped, '/out')).toBe(`${words} (${code}: so it is)`)
})

test.each(['EACCES', 'EPERM', 'ENOTDIR', 'EISDIR'])('%s is the machine’s on the output alone', (code) => {
  expect(machineFault(coded(code, { path: '/out/a.png.part' }), '/out')).toBeDefined()
  expect(machineFault(coded(code, { path: '/out' }), '/out')).toBeDefined()
  expect(machineFault(coded(code, { path: '/else', dest: '/out/a.png' }), '/out')).toBeDefined()
  expect(machineFault(coded(code, { path: '/outer/a.png' }), '/out')).toBeUndefined()
  expect(machineFault(coded(code, { path: '/in/a.png' }), '/out')).toBeUndefined()
})

test('libraries that lose the code are understood by their words', () => {
  expect(machineFault(new Error('unable to write to file\nunix error: No space left on device'), '/out')).toContain(
    'no space is left on the disk',
  )
  expect(machineFault(new Error('open: Too many open files'), '/out')).toContain('this process has too many files open')
})

test('what a sample or a file says is no fault of the machine', () => {
  expect(machineFault(new VariegateError('Expected a number but received "No space left on device".'), '/out')).toBe(
    undefined,
  )
  // What decoders say of damaged files.
  expect(machineFault(new Error('Input/output error'), '/out')).toBeUndefined()
  expect(machineFault(new Error('ENOSPC'), '/out')).toBeUndefined()
  expect(machineFault(coded('ENOENT', { path: '/out/a' }), '/out')).toBeUndefined()
  expect(machineFault('ENOSPC', '/out')).toBeUndefined()
  const round = new Error('round')
  round.cause = round
  expect(machineFault(round, '/out')).toBeUndefined()
})
