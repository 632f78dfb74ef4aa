// Write the schema of policy files that editors check and complete them with.
import { loadPackages } from '@variegate/dataset'
import { pipelineSchema } from '@variegate/core/pipeline'
import { writeFileSync } from 'node:fs'

const schema = pipelineSchema(await loadPackages([]))
writeFileSync(new URL('../dist/policy.schema.json', import.meta.url), `${JSON.stringify(schema)}\n`)
