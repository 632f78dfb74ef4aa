import { baseOf } from '../../files/names.js'

/** Name a copy in the style in which a row named its source: what the copy's path has before its ending, the name gets there too. */
export function fileNameOf(name: string, source: string, copy: string): string {
  const [from, to] = [baseOf(source), baseOf(copy)]
  const ending = from.slice(endingAt(from))
  const added = to.slice(from.length - ending.length, to.length - ending.length)
  const end = /^[a-z][a-z0-9+.-]+:\/\//i.test(name) && /[?#]/.test(name) ? name.search(/[?#]/) : name.length
  const at = endingAt(name.slice(0, end))
  return name.slice(0, at) + added + name.slice(at)
}

/** Where the ending of a path begins, slashes of any kind; its end where it has none. */
function endingAt(path: string): number {
  const dot = path.lastIndexOf('.')
  return dot > Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1 ? dot : path.length
}
