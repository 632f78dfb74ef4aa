import { join } from 'node:path'
import { scanLines } from '../files/lines.js'
import type { Plan } from './plan.js'

/** Say where an output's mixed classes are written, a sentence for each file that has some. */
export async function sayMixed({ dataset }: Plan, output: string): Promise<string[]> {
  const sentences: string[] = []
  for (const { mixedClasses } of dataset.sources) {
    if (typeof mixedClasses !== 'object' || mixedClasses.file === '') continue
    const count = await countLines(join(output, mixedClasses.file))
    if (count > 0) sentences.push(mixedSentence(count, mixedClasses.file))
  }
  return sentences
}

/** The folder of a copy names one class alone, so it says where the others are. */
export const mixedSentence = (count: number, file: string): string =>
  `${count} ${count === 1 ? 'output is' : 'outputs are'} of mixed classes: the folder names one of them, and ${file} has the shares of all.`

async function countLines(path: string): Promise<number> {
  let count = 0
  try {
    for await (const { text } of scanLines(path)) if (text !== '') count++
  } catch {
    // A job without mixed classes writes no such file.
  }
  return count
}
