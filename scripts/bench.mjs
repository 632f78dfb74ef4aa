// `npm run bench`: our speed on this machine, for the sample policy and for every transform alone.
import { build, install, run } from './workspace.mjs'

install()
build('@variegate/bench')
run('node', ['apps/bench/dist/main.js', ...process.argv.slice(2)])
