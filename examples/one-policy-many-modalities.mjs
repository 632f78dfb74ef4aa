// One policy file spans modalities; steps that share draw the same numbers.
import { run } from '@variegate/core'
import { parsePipeline } from '@variegate/core/pipeline'
import { audioTransforms } from '@variegate/audio'
import { textTransforms } from '@variegate/text'

const policy = parsePipeline(
  `
text:
  - randomSwap: { fraction: 0.3 }
audio:
  - gain: { gain: [-6, 6] }
`,
  { packages: { text: textTransforms, audio: audioTransforms }, file: 'policy.yaml' },
)
const sentence = {
  id: 's1',
  text: 'Ada Lovelace wrote the first program.',
  labels: { spans: [{ start: 0, end: 12, label: 'person' }] },
}
const tone = {
  id: 'a1',
  sampleRate: 8000,
  channels: [new Float32Array(800).fill(0.1)],
  labels: { events: [{ start: 0, end: 0.05, label: 'hum' }] },
}
const text = run(policy.text, sentence, { seed: 7 }).sample
console.log(text.text)
for (const { start, end, label } of text.labels.spans) console.log(`${label}: ${text.text.slice(start, end)}`)
console.log(run(policy.audio, tone, { seed: 7 }).sample.channels[0].length, 'samples, louder or quieter')
