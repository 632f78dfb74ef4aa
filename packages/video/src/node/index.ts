export { needCodecs } from './media.js'
export { readVideo } from './read.js'
export { writeVideo } from './write.js'
