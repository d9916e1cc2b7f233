// A stand-in for the server to look at the pages with: npm run build && npm run dev:mock
// Questions choose the answer: «нет в документах», «частично», «ошибка», «обрыв»; others are answered.
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cite, contents, documents, me, meta, stages, suggestions } from './mock-data.mjs'

const PORT = Number(process.env.PORT ?? 8099)
const WORD_MS = Number(process.env.WORD_MS ?? 45)
const STAGE_MS = Number(process.env.STAGE_MS ?? 300)
const dist = fileURLToPath(new URL('../dist', import.meta.url))
const streams = new Map()
const conversations = new Map()
const listeners = new Set()
let signedIn = false
let serial = 0

const json = (res, status, body) => {
  const kind = status >= 400 ? 'application/problem+json' : 'application/json'
  res.writeHead(status, { 'Content-Type': `${kind}; charset=utf-8` })
  res.end(body === undefined ? '' : JSON.stringify(body))
}
const problem = (res, status, detail) =>
  json(res, status, { type: '/problems/mock', title: 'Ошибка', status, detail })

const body = async (req) => {
  const parts = []
  for await (const part of req) parts.push(part)
  return Buffer.concat(parts)
}

function answerFor(question) {
  const q = question.toLowerCase()
  if (q.includes('нет в документах')) {
    return {
      status: 'not_found',
      answer: 'В открытых вам документах не сказано, сколько стоит парковка у офиса.',
      citations: [
        cite(1, 'doc-trips', 'Командировка оформляется приказом.'),
        cite(2, 'doc-vacation', 'Работник знакомится с графиком под подпись.'),
      ],
      follow_ups: [],
    }
  }
  const citations = [
    cite(
      1,
      'doc-vacation',
      'Ежегодный основной оплачиваемый отпуск составляет 28 календарных дней.',
    ),
    cite(2, 'doc-vacation', 'от 1 года до 3 лет | 2 | 30'),
    cite(3, 'doc-trips', 'Продажи | 60 000'),
    cite(4, 'doc-long', 'Пункт 250.6. Оборудование обслуживается по графику завода-изготовителя'),
  ]
  const partial = q.includes('частично')
  return {
    status: partial ? 'partial' : 'answered',
    answer:
      'После года работы вам положено **30 календарных дней** отпуска: основной отпуск длится 28 дней [1], и за стаж от года до трёх лет добавляются ещё два [2].\n\n' +
      'Как оформить отпуск [1]:\n\n- подайте заявление за две недели до начала;\n- согласуйте его с руководителем;\n- передайте дела.\n\n' +
      '| Стаж | Всего дней |\n| --- | --- |\n| от 1 года до 3 лет | 30 |\n| от 3 до 5 лет | 31 |\n\n' +
      (partial ? 'Скорее всего, отпуск можно разделить на три части. ' : '') +
      'Лимит представительских расходов отдела продаж составляет 60 000 ₽ в месяц [3]. Оборудование обслуживают по графику изготовителя [4].',
    citations,
    follow_ups: ['Можно ли перенести отпуск на следующий год?', 'Когда выплатят отпускные?'],
  }
}

function startStream(message, conversationId) {
  serial += 1
  const messageId = `m${serial}`
  const conversation = conversations.get(conversationId) ?? {
    id: conversationId,
    title: message,
    updated_at: new Date().toISOString(),
    messages: [],
  }
  conversations.set(conversationId, conversation)
  const questionId = `q${serial}`
  const at = new Date().toISOString()
  const blank = {
    status: null,
    citations: [],
    follow_ups: [],
    trace: null,
    rating: null,
    created_at: at,
  }
  conversation.messages.push({ id: questionId, role: 'user', text: message, ...blank })
  const stream = { events: [], waiting: new Set(), ended: false }
  streams.set(messageId, stream)
  const emit = (event) => {
    stream.events.push(event)
    for (const wake of stream.waiting) wake()
  }
  void (async () => {
    const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
    emit({
      type: 'started',
      conversation_id: conversationId,
      message_id: messageId,
      question_id: questionId,
    })
    const made = stages
    for (const stage of made.slice(0, 6)) {
      await sleep(STAGE_MS)
      emit({ type: 'stage', ...stage })
    }
    if (message.includes('ошибка')) {
      emit({
        type: 'error',
        problem: {
          type: '/problems/model-unavailable',
          title: 'Модель недоступна',
          status: 503,
          detail: 'Модель сейчас не отвечает. Попробуйте через минуту.',
        },
      })
      stream.ended = true
      return
    }
    const answer = answerFor(message)
    for (const words of answer.answer.match(/\S+\s*/g) ?? []) {
      await sleep(WORD_MS)
      const n = /\[(\d)\]/.exec(words)?.[1]
      const source = n && answer.citations.find((item) => item.n === Number(n))
      if (source) emit({ type: 'citation', citation: source })
      emit({ type: 'delta', text: words })
    }
    for (const stage of made.slice(6)) emit({ type: 'stage', ...stage })
    const trace = { stages: made, took_ms: 2136, intent: 'question' }
    conversation.messages.push({
      ...blank,
      id: messageId,
      role: 'assistant',
      text: answer.answer,
      status: answer.status,
      citations: answer.citations,
      follow_ups: answer.follow_ups,
      trace,
    })
    emit({
      type: 'done',
      answer: { conversation_id: conversationId, message_id: messageId, trace, ...answer },
    })
    stream.ended = true
  })()
  return messageId
}

async function sendStream(res, messageId, after) {
  const stream = streams.get(messageId)
  if (!stream) return problem(res, 404, 'Такого ответа нет.')
  res.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache',
  })
  let seq = after
  const dropAt =
    [...conversations.values()]
      .flatMap((c) => c.messages)
      .at(-1)
      ?.text.includes('обрыв') && after < 0
      ? 14
      : Infinity
  for (;;) {
    while (seq + 1 < stream.events.length) {
      seq += 1
      const event = stream.events[seq]
      res.write(`id: ${messageId}:${seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
      if (seq >= dropAt) return res.destroy()
      if (event.type === 'done' || event.type === 'error') return res.end()
    }
    if (res.destroyed) return undefined
    await new Promise((resolve) => {
      stream.waiting.add(resolve)
      setTimeout(resolve, 1000)
    })
  }
}

function index(document) {
  documents.unshift(document)
  const tell = () => {
    for (const res of listeners) res.write(`event: document\ndata: ${JSON.stringify(document)}\n\n`)
  }
  setTimeout(() => Object.assign(document, { status: 'processing' }) && tell(), 800)
  for (let step = 1; step <= 9; step += 1)
    setTimeout(
      () => {
        document.progress = step / 10
        tell()
      },
      800 + step * 500,
    )
  setTimeout(() => {
    Object.assign(document, { status: 'ready', progress: 1, version: 1, pages: 1 })
    tell()
  }, 6000)
}

async function api(req, res, path, query) {
  const parts = path.split('/').filter(Boolean)
  const route = `${req.method} /${parts[0] ?? ''}`
  if (path === '/meta') return json(res, 200, meta)
  if (path === '/auth/refresh')
    return signedIn
      ? json(res, 200, {
          access_token: 't',
          refresh_token: 'r',
          token_type: 'bearer',
          expires_in: 900,
        })
      : problem(res, 401, 'Сеанс окончен. Войдите снова.')
  if (path === '/auth/token') {
    const form = new URLSearchParams((await body(req)).toString())
    if (form.get('password') !== 'demo')
      return problem(res, 401, 'Почта или пароль не подходят. Проверьте раскладку и Caps Lock.')
    signedIn = true
    return json(res, 200, {
      access_token: 't',
      refresh_token: 'r',
      token_type: 'bearer',
      expires_in: 900,
    })
  }
  if (path === '/auth/logout') {
    signedIn = false
    res.writeHead(204)
    return res.end()
  }
  if (path === '/auth/me') return json(res, 200, me)
  if (path === '/suggestions') return json(res, 200, { questions: suggestions })
  if (path === '/departments')
    return json(res, 200, {
      items: [
        { id: 'd1', name: 'Кадры' },
        { id: 'd2', name: 'Продажи' },
        { id: 'd3', name: 'ИТ' },
      ],
    })
  if (path === '/groups') return json(res, 200, { items: me.groups })
  if (route === 'POST /chat' && parts.length === 1) {
    const { message, conversation_id } = JSON.parse((await body(req)).toString())
    return sendStream(res, startStream(message, conversation_id ?? `c${Date.now()}`), -1)
  }
  if (parts[0] === 'chat' && parts[2] === 'stream') {
    const last = req.headers['last-event-id']
    return sendStream(res, parts[1], last ? Number(last.split(':').at(-1)) : -1)
  }
  if (parts[0] === 'chat' && parts[2] === 'feedback') {
    res.writeHead(204)
    return res.end()
  }
  if (route === 'GET /conversations' && parts.length === 1)
    return json(res, 200, {
      items: [...conversations.values()]
        .map(({ id, title, updated_at }) => ({ id, title, updated_at }))
        .reverse(),
      next_cursor: null,
    })
  if (parts[0] === 'conversations') {
    const found = conversations.get(parts[1])
    if (!found) return problem(res, 404, 'Такой беседы нет.')
    if (req.method === 'GET') return json(res, 200, found)
    if (req.method === 'DELETE') conversations.delete(parts[1])
    else found.title = JSON.parse((await body(req)).toString()).title
    res.writeHead(204)
    return res.end()
  }
  if (path === '/documents/events') {
    res.writeHead(200, { 'Content-Type': 'text/event-stream' })
    res.write(': hello\n\n')
    listeners.add(res)
    req.on('close', () => listeners.delete(res))
    return undefined
  }
  if (route === 'GET /documents' && parts.length === 1) {
    const q = (query.get('q') ?? '').toLowerCase()
    const status = query.get('status')
    const items = documents.filter(
      (d) =>
        (!q || `${d.title} ${d.file_name}`.toLowerCase().includes(q)) &&
        (!status || d.status === status),
    )
    return json(res, 200, { items, next_cursor: null })
  }
  if (route === 'POST /documents' && parts.length === 1) {
    const name = /filename="([^"]+)"/.exec((await body(req)).toString('utf8'))?.[1] ?? 'file.txt'
    serial += 1
    const document = {
      ...documents.at(-1),
      id: `new${serial}`,
      title: name.replace(/\.[^.]+$/, ''),
      file_name: name,
      kind: name.split('.').at(-1),
      status: 'queued',
      progress: 0,
      version: null,
      can_edit: true,
      updated_at: new Date().toISOString(),
      access: { everyone: false, department_ids: [], group_ids: [], user_ids: [] },
    }
    index(document)
    return json(res, 202, {
      documents: [{ id: document.id, status: 'queued', title: document.title, file_name: name }],
    })
  }
  const document = documents.find((item) => item.id === parts[1])
  if (!document) return problem(res, 404, 'Документ не найден.')
  if (parts[2] === 'content') {
    const content = contents[document.id] ?? { text: document.title, pages: null, blocks: [] }
    return json(res, 200, {
      document_id: document.id,
      version: document.version ?? 1,
      title: document.title,
      file_name: document.file_name,
      ...content,
    })
  }
  if (parts[2] === 'file') {
    res.writeHead(200, { 'Content-Type': 'application/octet-stream' })
    return res.end('file')
  }
  if (req.method === 'GET') {
    const version = (number, created_at) => ({
      number,
      file_name: document.file_name,
      size_bytes: document.size_bytes,
      created_at,
      sha256: '0',
    })
    return json(res, 200, {
      ...document,
      facts: { replaces: [], amends: [] },
      versions: document.version
        ? [version(2, document.updated_at), version(1, '2025-02-01T08:00:00Z')]
        : [],
    })
  }
  if (req.method === 'DELETE') documents.splice(documents.indexOf(document), 1)
  else if (req.method === 'PATCH') Object.assign(document, JSON.parse((await body(req)).toString()))
  res.writeHead(204)
  return res.end()
}

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

createServer(async (req, res) => {
  const url = new URL(req.url, 'http://localhost')
  if (url.pathname.startsWith('/api/v1'))
    return api(req, res, url.pathname.slice(7), url.searchParams)
  const wanted = join(dist, normalize(url.pathname))
  const file = extname(wanted) === '' ? join(dist, 'index.html') : wanted
  try {
    const content = await readFile(file)
    res.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' })
    return res.end(content)
  } catch {
    res.writeHead(404)
    return res.end()
  }
}).listen(PORT, '127.0.0.1', () => console.log(`http://127.0.0.1:${PORT}`))
