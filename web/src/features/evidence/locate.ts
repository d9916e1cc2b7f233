import type { CodePointIndex } from '@/lib/codepoints'

/** A stretch of text in UTF-16 units. */
export interface Span {
  start: number
  end: number
}

export interface QuotePlace {
  /** Code points, as the server counts. */
  start: number
  end: number
  quote: string
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase()
}

/** Below this share of the quote, words that a span covers do not prove that it is the quote. */
const ENOUGH = 0.5

/**
 * Where the quote stands in the text, or null when that is not certain: a wrong mark is worse than
 * none. The server's span is believed when its words are the quote's; when they differ (the text
 * was laid out anew), the quote is looked for, nearest to the span first.
 */
export function locateQuote(text: string, index: CodePointIndex, place: QuotePlace): Span | null {
  const span = { start: index.toUtf16(place.start), end: index.toUtf16(place.end) }
  const valid = place.start >= 0 && place.end > place.start && place.start < index.length
  // A long quote may come shortened.
  const quote = place.quote.replace(/^[\s…]+|(?:[\s…]|\.{3})+$/g, '')
  if (quote === '') return valid ? span : null
  const marked = valid ? squeeze(text.slice(span.start, span.end)) : ''
  const wanted = squeeze(quote)
  if (marked === wanted || marked.startsWith(wanted)) return span
  const found = nearest(text, quote, span.start)
  if (found) return found
  return marked.length >= wanted.length * ENOUGH && wanted.includes(marked) ? span : null
}

function nearest(text: string, quote: string, around: number): Span | null {
  const words = quote.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const pattern = new RegExp(words.join('\\s+'), 'giu')
  let best: Span | null = null
  for (const found of text.matchAll(pattern)) {
    const span = { start: found.index, end: found.index + found[0].length }
    if (!best || Math.abs(span.start - around) < Math.abs(best.start - around)) best = span
  }
  return best
}

/** The common part of two spans, or null. */
export function intersect(a: Span, b: Span): Span | null {
  const start = Math.max(a.start, b.start)
  const end = Math.min(a.end, b.end)
  return end > start ? { start, end } : null
}
