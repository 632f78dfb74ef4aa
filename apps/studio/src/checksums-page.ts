import { checksums } from './checksums.js'

const target = document.querySelector('#checksums')
checksums().then(
  (sums) => {
    if (target) target.textContent = JSON.stringify(sums)
  },
  (error: unknown) => {
    if (target) target.textContent = `failed: ${String(error)}`
  },
)
