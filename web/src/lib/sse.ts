export interface ServerEvent {
  id: string
  event: string
  data: string
}

/**
 * A decoder of `text/event-stream` (WHATWG HTML, 9.2.6): lines end with LF, CRLF or CR, chunks may
 * be cut anywhere, also inside a CRLF, and several `data` lines join by LF.
 */
export class SseDecoder {
  private rest = ''
  private first = true
  private afterCr = false
  private data: string[] = []
  private event = ''
  private id = ''

  push(chunk: string): ServerEvent[] {
    const events: ServerEvent[] = []
    let text = chunk
    if (text === '') return events
    if (this.first) {
      this.first = false
      if (text.startsWith('\uFEFF')) text = text.slice(1)
    }
    if (this.afterCr) {
      // The CR already ended its line; an LF that follows belongs to it.
      this.afterCr = false
      if (text.startsWith('\n')) text = text.slice(1)
    }
    if (text.endsWith('\r')) this.afterCr = true
    const lines = (this.rest + text).split(/\r\n|\n|\r/)
    this.rest = lines.pop() ?? ''
    for (const line of lines) {
      const event = this.line(line)
      if (event) events.push(event)
    }
    return events
  }

  private line(line: string): ServerEvent | null {
    if (line === '') return this.dispatch()
    if (line.startsWith(':')) return null
    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    let value = colon < 0 ? '' : line.slice(colon + 1)
    if (value.startsWith(' ')) value = value.slice(1)
    if (field === 'data') this.data.push(value)
    else if (field === 'event') this.event = value
    else if (field === 'id' && !value.includes('\0')) this.id = value
    return null
  }

  private dispatch(): ServerEvent | null {
    const { data, event } = this
    this.data = []
    this.event = ''
    if (data.length === 0) return null
    return { id: this.id, event: event === '' ? 'message' : event, data: data.join('\n') }
  }
}

/** Reads events of a response until it ends or is aborted. */
export async function* readEvents(response: Response): AsyncGenerator<ServerEvent> {
  if (!response.body) return
  const decoder = new SseDecoder()
  const reader = response.body.getReader()
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield* decoder.push(utf8.decode(value, { stream: true }))
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
