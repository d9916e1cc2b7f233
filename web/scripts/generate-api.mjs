// Makes src/api/schema.d.ts from an OpenAPI document: npm run generate [-- path/to/openapi.json]
// Without a path the document of a running server is taken (ZNATOK_WEB_PROXY, 127.0.0.1:8080).
import { readFile, writeFile } from 'node:fs/promises'
import openapi, { astToString } from 'openapi-typescript'

const server = process.env.ZNATOK_WEB_PROXY ?? 'http://127.0.0.1:8080'
const path = process.argv[2]
const text = path
  ? await readFile(path, 'utf8')
  : await (await fetch(new URL('/api/openapi.json', server))).text()
const output = new URL('../src/api/schema.d.ts', import.meta.url)
await writeFile(output, astToString(await openapi(JSON.parse(text))))
console.log(`wrote ${output.pathname}`)
