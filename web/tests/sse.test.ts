import { describe, expect, it } from 'vitest'
import { readEvents, SseDecoder, type ServerEvent } from '@/lib/sse'

const STREAM =
  ': hello\r\n\r\nid: m:0\r\nevent: started\r\ndata: {"a":"ё"}\r\n\r\n' +
  'data: one\ndata:two\ndata\n\n' +
  'event: empty\n\n' +
  'id: m:1\rdata: cr\r\r' +
  'data: unfinished'

const EXPECTED: ServerEvent[] = [
  { id: 'm:0', event: 'started', data: '{"a":"ё"}' },
  { id: 'm:0', event: 'message', data: 'one\ntwo\n' },
  { id: 'm:1', event: 'message', data: 'cr' },
]

describe('SSE decoder', () => {
  it('reads fields, comments, multi-line data and all three line ends', () => {
    expect(new SseDecoder().push(STREAM)).toEqual(EXPECTED)
  })

  it('gives the same events wherever the stream is cut in two', () => {
    for (let cut = 0; cut <= STREAM.length; cut += 1) {
      const decoder = new SseDecoder()
      const events = [...decoder.push(STREAM.slice(0, cut)), ...decoder.push(STREAM.slice(cut))]
      expect(events, `cut at ${cut}`).toEqual(EXPECTED)
    }
  })

  it('gives the same events character by character', () => {
    const decoder = new SseDecoder()
    expect([...STREAM].flatMap((char) => decoder.push(char))).toEqual(EXPECTED)
  })

  it('puts letters together that were cut between bytes', async () => {
    const bytes = new TextEncoder().encode('data: ёж 🦔\n\n')
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]))
        controller.close()
      },
    })
    const events: ServerEvent[] = []
    for await (const event of readEvents(new Response(body))) events.push(event)
    expect(events.map(({ data }) => data)).toEqual(['ёж 🦔'])
  })

  it('skips a byte order mark and keeps an id until the next one', () => {
    const decoder = new SseDecoder()
    expect(decoder.push('\uFEFFid: 7\ndata: a\n\ndata: b\n\n').map(({ id }) => id)).toEqual([
      '7',
      '7',
    ])
  })
})
