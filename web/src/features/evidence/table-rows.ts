import type { Span } from './locate'

/**
 * Where each row of a table stands in the text of its block (UTF-16 units from its beginning).
 *
 * The text of a table is written a row a line by most parsers, with or without a header line and
 * Markdown rules; when the lines do not add up, the cells are looked for in order. Rows that
 * cannot be placed are null.
 */
export function rowSpans(text: string, rows: string[][]): (Span | null)[] {
  return byLines(text, rows) ?? byCells(text, rows)
}

function byLines(text: string, rows: string[][]): (Span | null)[] | null {
  const lines: Span[] = []
  let start = 0
  for (const line of text.split('\n')) {
    const isRule = /^[\s|:+=-]*$/.test(line)
    if (!isRule) lines.push({ start, end: start + line.length })
    start += line.length + 1
  }
  if (lines.length === rows.length) return lines
  // "Header: value" lines carry the header in every row, and no line is the header's own.
  if (lines.length === rows.length - 1) return [null, ...lines]
  return null
}

function byCells(text: string, rows: string[][]): (Span | null)[] {
  let from = 0
  return rows.map((row) => {
    let first = -1
    let at = from
    for (const cell of row) {
      const words = cell.trim()
      if (words === '') continue
      const found = text.indexOf(words, at)
      if (found < 0) continue
      if (first < 0) first = found
      at = found + words.length
    }
    if (first < 0) return null
    from = at
    return { start: first, end: at }
  })
}
