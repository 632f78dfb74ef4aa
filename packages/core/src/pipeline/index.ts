export { formatPipeline, modalitiesOf, parsePipeline, pipelineToJson, type ParseOptions } from './pipeline.js'
export { packagesOf, type Packages, type Pipeline } from './resolve.js'
export { pipelineSchema } from './schema.js'
