import type { Token, Tokens } from 'marked'
import { hasCitation } from './citations'

/** Below this many letters words are a connector ("Кроме того:"), not a statement. */
const STATEMENT_LETTERS = 12

function isStatement(text: string): boolean {
  const trimmed = text.trim()
  if (trimmed.endsWith(':')) return false
  return (trimmed.match(/\p{L}/gu) ?? []).length >= STATEMENT_LETTERS
}

/** How a block of an answer is supported by citations. */
export type Support = 'supported' | 'unsupported' | 'tail'

/**
 * Markers stand after the sentence they support, so words after the last marker of a block have
 * no support, and a block without markers has none at all. A list without markers belongs to the
 * sentence that introduces it.
 */
export function supportOf(block: Token, before: Token | undefined): Support {
  if (block.type !== 'paragraph' && block.type !== 'text' && block.type !== 'list')
    return 'supported'
  if (block.type === 'list') {
    if (hasCitation(block.raw)) return 'supported'
    return before !== undefined && hasCitation(before.raw) ? 'supported' : 'unsupported'
  }
  if (!hasCitation(block.raw)) return isStatement(block.raw) ? 'unsupported' : 'supported'
  return isStatement(textAfterLastMarker(block.raw)) ? 'tail' : 'supported'
}

function textAfterLastMarker(raw: string): string {
  return raw.slice(raw.lastIndexOf(']') + 1)
}

/** Where the unsupported tail of inline tokens begins: token index and offset in its text. */
export function tailStart(tokens: Token[]): { index: number; offset: number } {
  const index = tokens.findLastIndex((token) => hasCitation(token.raw))
  const token = tokens[index]
  if (token?.type !== 'text') return { index: index + 1, offset: 0 }
  const { text } = token as Tokens.Text
  // A full stop right after the marker ends the supported sentence.
  const offset = text.lastIndexOf(']') + 1
  const stop = /^[.,;!?…»)]*\s*/.exec(text.slice(offset))
  return { index, offset: offset + (stop?.[0].length ?? 0) }
}
