/** A piece of answer text: words, or the number of a citation. */
export type Piece = { kind: 'text'; text: string } | { kind: 'citation'; n: number }

const MARKER = /\s*\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]/g

/** Splits `… 28 дней [1][2].` into words and citation numbers; the space before a marker goes. */
export function splitCitations(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const found of text.matchAll(MARKER)) {
    if (found.index > from) pieces.push({ kind: 'text', text: text.slice(from, found.index) })
    for (const n of (found[1] ?? '').split(/[,;]/)) pieces.push({ kind: 'citation', n: Number(n) })
    from = found.index + found[0].length
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) })
  return pieces
}

export function hasCitation(text: string): boolean {
  return text.search(MARKER) >= 0
}

/** The answer without markers: for copying and for screen readers. */
export function withoutCitations(text: string): string {
  return text.replace(MARKER, '')
}

/**
 * While a text streams, its end may be half a marker (`[`, `[1`); it is held back so that the
 * reader never sees it flicker as words.
 */
export function holdHalfMarker(text: string): string {
  return text.replace(/\s?\[(?:\d[\d,;\s]{0,10})?$/, '')
}
