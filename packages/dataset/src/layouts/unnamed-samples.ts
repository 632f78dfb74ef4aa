import { folderOf } from '../files/names.js'
import type { Source } from './layout.js'

/** Find samples that would be read as classes of their folders though a label file is about their folder, or should be about them. */
export function unnamedSamples(sources: readonly Source[]): string[] {
  return [...amongNamed(sources), ...ofEmptyFiles(sources)]
}

/** Samples beside those of a label file that no row of it names: they are no class of their own. */
function amongNamed(sources: readonly Source[]): string[] {
  const labelled = new Map<string, string>()
  for (const { root, entries, files } of sources.filter(({ foldersAreClasses }) => foldersAreClasses !== true)) {
    const known = new Set(files)
    for (const { id } of entries) if (known.has(id)) labelled.set(folderOf(id), root)
  }
  const strays = new Map<string, string[]>()
  for (const { entries } of sources.filter(({ foldersAreClasses }) => foldersAreClasses === true)) {
    for (const { id } of entries) {
      const root = labelled.get(folderOf(id))
      if (root === undefined) continue
      const list = strays.get(root)
      if (list) list.push(id)
      else strays.set(root, [id])
    }
  }
  return [...strays].map(
    ([root, [first = '', ...others]]) =>
      `${others.length + 1} ${others.length === 0 ? 'file stands' : 'files stand'} among the samples of ${root} but ${others.length === 0 ? 'is' : 'are'} named nowhere in it (${first}), and would be read as a class of ${others.length === 0 ? 'its' : 'their'} folder.`,
  )
}

/** Label files that name nothing that is there, beside samples of their modality. */
function ofEmptyFiles(sources: readonly Source[]): string[] {
  return sources.flatMap(({ root, modality, entries, problems, foldersAreClasses }) => {
    if (foldersAreClasses === true || entries.length > 0) return []
    const [problem] = problems
    const others = sources.find((other) => other.modality === modality && other.foldersAreClasses === true)
    const [first] = others?.entries ?? []
    if (!problem || !others || !first) return []
    return [
      `${root} names nothing that is there (${problem.reason.replace(/\.$/, '')}), and ${others.entries.length === 1 ? `1 file of ${modality} would be read as a class of its folder` : `${others.entries.length} files of ${modality} would be read as classes of their folders`} (${first.id}).`,
    ]
  })
}
