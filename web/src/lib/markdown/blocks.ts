import { Lexer, type Token } from 'marked'

const OPTIONS = { gfm: true, breaks: false }

export function lex(text: string): Token[] {
  return new Lexer(OPTIONS).lex(text)
}

/**
 * Lexes a text that only grows, as a stream does, in time linear in its length.
 *
 * Every block but the last is closed: more text can only lengthen the last one. Closed blocks keep
 * their identity, so that React renders only what changed; the open tail is lexed anew.
 */
export class GrowingMarkdown {
  private closed: Token[] = []
  private closedLength = 0
  private seen = ''

  update(text: string): Token[] {
    if (!text.startsWith(this.seen)) {
      this.closed = []
      this.closedLength = 0
    }
    this.seen = text
    const tail = lex(text.slice(this.closedLength))
    const last = tail.findLastIndex((token) => token.type !== 'space')
    const all = [...this.closed, ...tail]
    // `raw` may differ from the source in length (tabs, CRLF); then the tail stays open.
    const done = tail.slice(0, Math.max(0, last))
    const raw = done.map((token) => token.raw).join('')
    if (done.length > 0 && text.startsWith(raw, this.closedLength)) {
      this.closed = [...this.closed, ...done]
      this.closedLength += raw.length
    }
    return all
  }
}
