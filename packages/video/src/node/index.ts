export { readVideo } from './read.js'
export { writeVideo } from './write.js'
