/** The files that a job writes of its own accord at the top of the output. */
export interface OwnFiles {
  /** What the job is, so that no other goes on in its folder. */
  readonly job: string
  readonly manifest: string
  readonly errors: string
  readonly report: string
  /** The folder of what transforms kept that came from outside. */
  readonly kept: string
}

export const OWN_FILES: OwnFiles = {
  job: 'job.json',
  manifest: 'manifest.jsonl',
  errors: 'errors.jsonl',
  report: 'report.html',
  kept: 'kept',
}

/** What they are called where the dataset has a file of such a name. */
export const OTHER_FILES: OwnFiles = {
  job: 'variegate-job.json',
  manifest: 'variegate-manifest.jsonl',
  errors: 'variegate-errors.jsonl',
  report: 'variegate-report.html',
  kept: 'variegate-kept',
}

export const namesOf = (names: OwnFiles): readonly string[] => Object.values(names)
