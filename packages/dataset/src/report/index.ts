export { escapeHtml, type Keep } from './html.js'
export { showSample } from './show-sample.js'
export { style } from './style.js'
