// `npm run docs`: a page for every transform, with pictures that the transforms made, in docs/reference.
import { build, install, run } from './workspace.mjs'

install()
build('@variegate/docs')
run('node', ['apps/docs/dist/main.js'])
