import { vi } from 'vitest'
import type { ChatEvent, Citation, DocumentContent } from '@/api/types'

export const CONTENT: DocumentContent = {
  document_id: 'd1',
  version: 2,
  title: 'Положение об отпусках',
  file_name: 'Положение.docx',
  text: '🙂 Вступление.\n\nОтпуск длится 28 дней. Потом ещё.\n\nСтаж | Дней\n1 год | 30\n5 лет | 33',
  pages: 3,
  blocks: [
    { kind: 'paragraph', level: 0, start: 0, end: 13, page: 1, sheet: null, rows: [] },
    { kind: 'paragraph', level: 0, start: 15, end: 48, page: 2, sheet: null, rows: [] },
    {
      kind: 'table',
      level: 0,
      start: 50,
      end: 83,
      page: 2,
      sheet: null,
      rows: [
        ['Стаж', 'Дней'],
        ['1 год', '30'],
        ['5 лет', '33'],
      ],
    },
  ],
}

export function citation(n: number, quote: string): Citation {
  const start = [...CONTENT.text.slice(0, CONTENT.text.indexOf(quote))].length
  return {
    n,
    document_id: 'd1',
    version: 2,
    title: CONTENT.title,
    file_name: CONTENT.file_name,
    fragment_id: `f${n}`,
    quote,
    page: 2,
    sheet: null,
    section: [],
    start: 0,
    end: quote.length,
    key_start: 0,
    key_end: quote.length,
    document_start: start,
    document_end: start + [...quote].length,
    score: 0.9,
    updated_at: '2026-03-12T09:00:00Z',
    also_in: [],
  }
}

/** A response that sends events when the test says so. */
export function eventStream() {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const body = new ReadableStream<Uint8Array>({
    start(it) {
      controller = it
    },
  })
  let seq = -1
  return {
    response: new Response(body, { headers: { 'Content-Type': 'text/event-stream' } }),
    send(event: ChatEvent, id?: string) {
      seq += 1
      const text = `id: ${id ?? `m1:${seq}`}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
      controller?.enqueue(new TextEncoder().encode(text))
    },
    drop: () => controller?.error(new TypeError('network')),
    end: () => controller?.close(),
  }
}

export interface Call {
  method: string
  path: string
  headers: Headers
  /** What was sent as JSON. */
  body: unknown
}

/** Answers requests by "METHOD /path"; notes every call. */
export function fakeApi(routes: Record<string, () => Response | Promise<Response>>): Call[] {
  const calls: Call[] = []
  vi.stubGlobal('fetch', (input: string, init: RequestInit = {}) => {
    const path = input.replace('/api/v1', '')
    const method = init.method ?? 'GET'
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined
    calls.push({ method, path, headers: new Headers(init.headers), body })
    const route = routes[`${method} ${path.split('?')[0] ?? ''}`]
    return Promise.resolve(route ? route() : new Response('{}', { status: 404 }))
  })
  return calls
}

export const json = (value: unknown): Response => new Response(JSON.stringify(value))
