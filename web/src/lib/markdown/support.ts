import type { Token, Tokens } from 'marked'
import { hasCitation } from './citations'

/** Below this many letters words are a connector ("Кроме того:"), not a statement. */
const STATEMENT_LETTERS = 12

/**
 * How finely support is looked for: not at all, by blocks, or by sentences; or the very sentences
 * that the server found without support.
 */
export type Marking = 'none' | 'blocks' | 'sentences' | readonly string[]

function isStatement(text: string): boolean {
  const trimmed = text.trim()
  if (trimmed.endsWith(':')) return false
  return (trimmed.match(/\p{L}/gu) ?? []).length >= STATEMENT_LETTERS
}

/** A list without markers belongs to the sentence that introduces it. */
export function listSupported(list: Token, before: Token | undefined): boolean {
  return hasCitation(list.raw) || (before !== undefined && hasCitation(before.raw))
}

/** A run of inline tokens that stands or falls together. */
export interface Run {
  tokens: Token[]
  supported: boolean
}

/**
 * Where a sentence ends: its stop, the markers after it, a space, a capital. A short word before
 * the stop ("п. 3", "г. Москва") is an abbreviation: better no mark than a wrong one.
 */
const SENTENCE_END =
  /(?<=[\p{L}\d]{4}|[\])»"%])[.!?…]+[»")]*(?:\s*\[[\d,;\s]+\])*\s+(?=[«"(]?[\p{Lu}\d])/gu

/**
 * Splits a paragraph into what citations support and what they do not. Markers stand after the
 * sentence they support. By blocks, only words after the last marker lack support (a marker may
 * serve several sentences); by sentences, each needs its own.
 */
export function runsOf(tokens: Token[], marking: Marking): Run[] {
  if (marking === 'none') return [{ tokens, supported: true }]
  const sentences = splitSentences(tokens)
  const last = sentences.findLastIndex((part) => hasCitation(rawOf(part)))
  return sentences.map((part, i) => {
    const raw = rawOf(part)
    if (typeof marking !== 'string') {
      return { tokens: part, supported: !marking.includes(plain(raw)) }
    }
    const covered = hasCitation(raw) || (marking === 'blocks' && i < last)
    return { tokens: part, supported: covered || !isStatement(raw) }
  })
}

/** A sentence as the server names it: without the signs of Markdown. */
function plain(raw: string): string {
  return raw
    .replace(/\\([^\p{L}\p{N}\s])/gu, '$1')
    .replace(/\*\*|`/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function rawOf(tokens: Token[]): string {
  return tokens.map((token) => token.raw).join('')
}

function splitSentences(tokens: Token[]): Token[][] {
  const sentences: Token[][] = [[]]
  for (const token of tokens) {
    if (token.type !== 'text' || (token as Tokens.Text).tokens) {
      sentences.at(-1)?.push(token)
      continue
    }
    const { text } = token as Tokens.Text
    let from = 0
    for (const end of text.matchAll(SENTENCE_END)) {
      const to = end.index + end[0].length
      sentences.at(-1)?.push(textToken(text.slice(from, to)))
      sentences.push([])
      from = to
    }
    if (from < text.length) sentences.at(-1)?.push(textToken(text.slice(from)))
  }
  return sentences.filter((part) => part.length > 0)
}

function textToken(text: string): Token {
  return { type: 'text', raw: text, text }
}
