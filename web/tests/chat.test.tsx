import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useSession } from '@/api/session'
import type { ChatAnswer, ChatEvent } from '@/api/types'
import { ChatPage } from '@/app/pages/chat-page'
import { clearLive } from '@/features/chat/live'
import { rememberStream } from '@/features/chat/remembered'
import { match, useLocation } from '@/lib/router'
import { citation, CONTENT, eventStream, fakeApi, json } from './fake-api'

const ME = {
  id: 'u',
  email: 'a@b',
  name: 'Анна Соколова',
  role: 'user',
  department: null,
  groups: [],
} as const
const QUOTE = 'Отпуск длится 28 дней.'
const STARTED: ChatEvent = {
  type: 'started',
  conversation_id: 'c1',
  message_id: 'm1',
  question_id: 'q1',
}
const ANSWER: ChatAnswer = {
  conversation_id: 'c1',
  message_id: 'm1',
  status: 'answered',
  answer: 'Отпуск длится **28 дней** [1].',
  citations: [citation(1, QUOTE)],
  follow_ups: ['А больничный?'],
  confidence: 0.9,
  trace: {
    intent: 'question',
    took_ms: 900,
    stages: [{ name: 'search', took_ms: 40, detail: {} }],
  },
}

function Page() {
  const { path } = useLocation()
  return <ChatPage conversationId={match('/c/:id', path)?.id ?? null} />
}

function open() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <QueryClientProvider client={client}>
      <Page />
    </QueryClientProvider>,
  )
}

const routes = () => ({
  'GET /suggestions': () => json({ questions: ['Раз?', 'Два?', 'Три?'] }),
  'GET /conversations': () => json({ items: [], next_cursor: null }),
  'GET /conversations/c1': () => json({ id: 'c1', title: 'Отпуск', messages: [] }),
  'GET /documents/d1/content': () => json(CONTENT),
})

const composer = () => screen.getByRole('textbox', { name: 'Ваш вопрос' })
const spoken = () => screen.getByTestId('announcer').textContent

beforeEach(() => {
  window.history.replaceState(null, '', '/')
  useSession.setState({ session: { state: 'signed-in', me: { ...ME, groups: [] } } })
})

afterEach(() => {
  clearLive()
  vi.unstubAllGlobals()
})

describe('asking', () => {
  it('offers three real questions and asks the chosen one', async () => {
    const stream = eventStream()
    const calls = fakeApi({ ...routes(), 'POST /chat': () => stream.response })
    open()
    await userEvent.click(await screen.findByRole('button', { name: 'Два?' }))
    expect(screen.getByRole('heading', { name: /Два\?/ })).toBeVisible()
    expect(calls.some(({ method, path }) => method === 'POST' && path === '/chat')).toBe(true)
  })

  it('streams silently, hides a chip until its source came, and reads the answer once', async () => {
    const stream = eventStream()
    fakeApi({ ...routes(), 'POST /chat': () => stream.response })
    open()
    await userEvent.type(composer(), 'Сколько дней?{Enter}')
    stream.send(STARTED)
    await waitFor(() => expect(window.location.pathname).toBe('/c/c1'))
    expect(spoken()).toBe('Знаток отвечает')
    stream.send({ type: 'delta', text: 'Отпуск длится **28 дней** [1].' })
    await screen.findByText('28 дней')
    expect(screen.queryByRole('button', { name: /^Источник 1/ })).toBeNull()
    stream.send({ type: 'citation', citation: citation(1, QUOTE) })
    await screen.findByRole('button', { name: 'Источник 1: Положение об отпусках, страница 2' })
    expect(spoken()).toBe('Знаток отвечает')
    stream.send({ type: 'done', answer: ANSWER })
    await screen.findByText('Ответ по 1 документу')
    expect(spoken()).toBe('Ответ готов. Отпуск длится 28 дней .')
    expect(screen.getByRole('button', { name: 'А больничный?' })).toBeVisible()
  })

  it('goes from the question to the quote and back by keyboard alone', async () => {
    const stream = eventStream()
    fakeApi({ ...routes(), 'POST /chat': () => stream.response })
    open()
    await userEvent.type(composer(), 'Сколько дней?{Enter}')
    stream.send(STARTED)
    stream.send({ type: 'done', answer: ANSWER })
    const chip = await screen.findByRole('button', { name: /^Источник 1/ })
    act(() => chip.focus())
    await userEvent.keyboard('{Enter}')
    const panel = await screen.findByRole('region', { name: 'Источник' })
    await waitFor(() => expect(panel.querySelector('mark')).toHaveTextContent(QUOTE))
    expect(within(panel).getByTestId('evidence-line')).toHaveTextContent(
      'Страница 2 из 3 · редакция от 12.03.2026 · цитата выделена',
    )
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Источник' })).toBeNull())
    expect(chip).toHaveFocus()
  })
})

describe('an answer that is cut off', () => {
  it('continues after the last event and shows nothing twice', async () => {
    const first = eventStream()
    const second = eventStream()
    const calls = fakeApi({
      ...routes(),
      'POST /chat': () => first.response,
      'GET /chat/m1/stream': () => second.response,
    })
    open()
    await userEvent.type(composer(), 'Сколько?{Enter}')
    first.send(STARTED)
    first.send({ type: 'delta', text: 'Отпуск ' })
    await screen.findByText('Отпуск')
    first.drop()
    await waitFor(() => expect(calls.some(({ path }) => path === '/chat/m1/stream')).toBe(true), {
      timeout: 3000,
    })
    expect(calls.find(({ path }) => path === '/chat/m1/stream')?.headers.get('Last-Event-ID')).toBe(
      'm1:1',
    )
    second.send({ type: 'delta', text: 'Отпуск ' }, 'm1:1')
    second.send({ type: 'delta', text: 'длится.' }, 'm1:2')
    expect(await screen.findByText('Отпуск длится.')).toBeVisible()
  })

  it('comes back whole after the page was reloaded', async () => {
    rememberStream({
      conversationId: 'c1',
      messageId: 'm1',
      questionId: 'q1',
      question: 'Сколько?',
    })
    window.history.replaceState(null, '', '/c/c1')
    const stream = eventStream()
    const calls = fakeApi({ ...routes(), 'GET /chat/m1/stream': () => stream.response })
    open()
    stream.send(STARTED)
    stream.send({ type: 'done', answer: ANSWER })
    expect(await screen.findByText('28 дней')).toBeVisible()
    expect(calls.find(({ path }) => path === '/chat/m1/stream')?.headers.has('Last-Event-ID')).toBe(
      false,
    )
  })

  it('can be stopped and shown to its end', async () => {
    const first = eventStream()
    const second = eventStream()
    fakeApi({
      ...routes(),
      'POST /chat': () => first.response,
      'GET /chat/m1/stream': () => second.response,
    })
    open()
    await userEvent.type(composer(), 'Сколько?{Enter}')
    first.send(STARTED)
    await userEvent.click(await screen.findByRole('button', { name: 'Остановить' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Показать до конца' }))
    second.send({ type: 'done', answer: ANSWER }, 'm1:9')
    expect(await screen.findByText('28 дней')).toBeVisible()
  })

  it('tells what happened and asks again on retry', async () => {
    const first = eventStream()
    const second = eventStream()
    const streams = [first, second]
    fakeApi({ ...routes(), 'POST /chat': () => streams.shift()?.response ?? json({}) })
    open()
    await userEvent.type(composer(), 'Сколько?{Enter}')
    first.send(STARTED)
    first.send({
      type: 'error',
      problem: { type: '', title: '', status: 503, detail: 'Модель занята.' },
    })
    expect(await screen.findByRole('alert')).toHaveTextContent('Модель занята.')
    await userEvent.click(screen.getByRole('button', { name: 'Повторить' }))
    second.send({ ...STARTED, message_id: 'm2', question_id: 'q2' }, 'm2:0')
    second.send({ type: 'done', answer: { ...ANSWER, message_id: 'm2' } }, 'm2:1')
    expect(await screen.findByText('28 дней')).toBeVisible()
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

describe('an answer that a model wrote', () => {
  const WRITTEN = {
    provider: 'GigaChat',
    model: 'GigaChat-2',
    prompt: 'documentation.ru.1',
    cut: false,
    fell_back: false,
    unsupported: [] as string[],
    dropped: 0,
    cleaned: 0,
    withheld: 0,
    masked: 0,
    cost_rub: 0.1,
  }
  const shown = async (change: Partial<ChatAnswer>, written: Partial<typeof WRITTEN>) => {
    const stream = eventStream()
    fakeApi({ ...routes(), 'POST /chat': () => stream.response })
    open()
    await userEvent.type(composer(), 'Сколько дней?{Enter}')
    stream.send(STARTED)
    stream.send({
      type: 'done',
      answer: { ...ANSWER, ...change, written: { ...WRITTEN, ...written } },
    })
    return screen.findByTestId('written-by')
  }

  it('names the model and what was kept from it', async () => {
    const line = await shown({}, { dropped: 1, withheld: 2, masked: 3 })
    expect(line).toHaveTextContent('GigaChat (GigaChat-2)')
    expect(line).toHaveTextContent('убрано 1 неподтверждённое предложение')
    expect(line).toHaveTextContent('модели не показано 2 источника')
    expect(line).toHaveTextContent('скрыты от модели в 3 местах')
  })

  it('marks the very sentences that the server found without support', async () => {
    const answer = 'Отпуск длится **28 дней** [1]. Его дают всем\\_ всегда.'
    await shown({ answer }, { unsupported: ['Его дают всем_ всегда.'] })
    const marked = document.querySelectorAll('.unsupported')
    expect([...marked].map((each) => each.textContent)).toEqual(['Его дают всем_ всегда.'])
  })

  it('is not passed off as whole when it broke off', async () => {
    await shown({ status: 'partial' }, { cut: true })
    expect(screen.getByText(/Ответ не закончен/)).toBeVisible()
  })

  it('says when quotes stand in its place', async () => {
    const line = await shown({}, { fell_back: true, provider: '', model: '' })
    expect(line).toHaveTextContent('Модель не ответила: ответ составлен из цитат')
  })
})

describe('no answer in the documents', () => {
  it('says so, shows the nearest places and whom to ask', async () => {
    const stream = eventStream()
    const owner = { title: 'Положение', owner: { id: 'o', name: 'Мария Орлова' }, department: null }
    fakeApi({
      ...routes(),
      'POST /chat': () => stream.response,
      'GET /documents/d1': () => json(owner),
    })
    open()
    await userEvent.type(composer(), 'Парковка?{Enter}')
    stream.send(STARTED)
    stream.send({ type: 'done', answer: { ...ANSWER, status: 'not_found', answer: 'Не сказано.' } })
    expect(await screen.findByRole('heading', { name: 'В документах ответа нет' })).toBeVisible()
    expect(screen.getByText(`«${QUOTE}»`)).toBeVisible()
    expect(await screen.findByText(/Мария Орлова/)).toBeVisible()
  })
})
