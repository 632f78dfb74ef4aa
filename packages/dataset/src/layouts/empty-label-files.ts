import type { Source } from './layout.js'

/** Label files that name nothing that is there, beside samples of their modality. */
export function emptyLabelFiles(sources: readonly Source[]): string[] {
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
