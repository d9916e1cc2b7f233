// Weighs what the browser loads before the first page: the entry and what it imports statically.
// Fails when the scripts are heavier than the bar, so that no dependency slips in unnoticed.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const LIMIT_KB = 180
const LAZY_LIMIT_KB = 130

const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))
const gzipKb = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / 1000

const entry = Object.values(manifest).find((chunk) => chunk.isEntry)
const first = new Set()
const walk = (chunk) => {
  if (first.has(chunk.file)) return
  first.add(chunk.file)
  for (const name of chunk.imports ?? []) walk(manifest[name])
}
walk(entry)

const sum = [...first].reduce((total, file) => total + gzipKb(file), 0)
const css = (entry.css ?? []).reduce((total, file) => total + gzipKb(file), 0)
console.log(`first load: scripts ${sum.toFixed(1)} kB gz, styles ${css.toFixed(1)} kB gz`)
let failed = sum > LIMIT_KB
for (const chunk of Object.values(manifest)) {
  if (!chunk.isDynamicEntry) continue
  const kb = gzipKb(chunk.file)
  console.log(`  lazy ${chunk.file}: ${kb.toFixed(1)} kB gz`)
  failed ||= kb > LAZY_LIMIT_KB
}
if (failed) {
  console.error(`over the bar: ${LIMIT_KB} kB for the first load, ${LAZY_LIMIT_KB} kB for a route`)
  process.exit(1)
}
