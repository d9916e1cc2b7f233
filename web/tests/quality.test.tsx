import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Comparison, Gate, GoldenQuestion, Run, RunSummary } from '@/api/quality'
import { useSession } from '@/api/session'
import { QualityView } from '@/features/quality/quality-view'
import { fakeApi, json } from './fake-api'

const QUESTION: GoldenQuestion = {
  id: 'q1',
  question: 'Кто утверждает график отпусков?',
  reader_id: null,
  reader: null,
  reader_name: null,
  department_id: 'd1',
  department: 'Цех',
  expect: 'answer',
  answer_any: [['главный инженер']],
  sources: [{ file_name: 'graph.docx', document_id: null }],
  forbidden: [],
  quote: 'График отпусков утверждает главный инженер.',
  tags: ['кто'],
  status: 'proposed',
  origin: 'proposed',
  author_id: null,
  withheld: false,
  created_at: '2026-03-12T09:00:00Z',
  updated_at: '2026-03-12T09:00:00Z',
}
const SECOND = { ...QUESTION, id: 'q2', question: 'Какой срок оплаты счёта?' }
const HIDDEN = { ...QUESTION, id: 'q3', question: '', answer_any: [], quote: '', withheld: true }

const RUN: Run = {
  id: 'r2',
  status: 'done',
  trigger: 'nightly',
  asked_by: null,
  created_at: '2026-03-12T03:00:00Z',
  started_at: '2026-03-12T03:00:01Z',
  finished_at: '2026-03-12T03:01:00Z',
  total: 40,
  done: 40,
  fingerprint: { model: 'e5' },
  figures: {
    questions: 40,
    right: 0.9,
    source_right: 0.95,
    refused: 1,
    found_5: 1,
    leaks: 0,
    skipped: 0,
    p50_ms: 20,
    p95_ms: 40,
  },
  baseline: false,
  failure: null,
}
const BEFORE: Run = { ...RUN, id: 'r1', trigger: 'hand', baseline: true }
const GATE: Gate = {
  state: 'blocked',
  reasons: ['regression'],
  sentence: 'Стоп: доля верных ответов могла упасть.',
  max_drop: 0.02,
  candidate_id: 'r2',
  against_id: 'r1',
  against: 'baseline',
  right: null,
  compared: 40,
  leaks: 0,
  few: false,
  stale: false,
}
const RESULT = {
  question_id: 'q9',
  question: 'Где выдают пропуск?',
  answerable: true,
  outcome: 'answered',
  right: false,
  source_right: false,
  leaks: 0,
  confidence: 0.5,
  gold_rank: 2,
  took_ms: 10,
  answer: 'В бухгалтерии',
  citations: [],
  slices: { department: '', kind: '', intent: '', tags: [], never_asked: null },
  withheld: false,
}
const RIGHT = {
  name: 'right',
  before: 0.95,
  after: 0.9,
  difference: { mean: -0.05, low: -0.12, high: 0, n: 40 },
}
const COMPARISON: Comparison = {
  before: BEFORE,
  after: RUN,
  compared: 40,
  only_before: 0,
  only_after: 0,
  leaks_before: 0,
  leaks_after: 0,
  changes: [RIGHT],
  slices: [{ by: 'tag', value: 'сроки', change: RIGHT }],
  won: [],
  lost: [{ before: { ...RESULT, right: true }, after: RESULT }],
  won_count: 0,
  lost_count: 1,
}
const SUMMARY: RunSummary = {
  run: RUN,
  measures: {},
  parts: [],
  reliability: {
    bins: [
      { low: 0.5, high: 0.6, n: 0, confidence: null, right: null },
      { low: 0.8, high: 0.9, n: 12, confidence: 0.85, right: 0.75 },
    ],
    n: 12,
    error: 0.1,
  },
}

const page = (...items: GoldenQuestion[]) => ({
  items,
  next_cursor: null,
  counts: { proposed: items.length, confirmed: 1, rejected: 0 },
})
const ROUTES = {
  'GET /quality/questions': () => json(page(QUESTION, SECOND, HIDDEN)),
  'GET /quality/runs': () => json({ items: [RUN, BEFORE], next_cursor: null }),
  'GET /quality/gate': () => json(GATE),
  'GET /quality/runs/r2/comparison': () => json(COMPARISON),
  'GET /quality/runs/r2/summary': () => json(SUMMARY),
}

function open(role: 'admin' | 'auditor' = 'admin') {
  const me = { id: 'u', email: 'a@b', name: 'Дмитрий Соколов', role }
  useSession.setState({
    session: { state: 'signed-in', me: { ...me, department: null, groups: [] } },
  })
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <QueryClientProvider client={client}>
      <QualityView />
    </QueryClientProvider>,
  )
}

beforeEach(() => {
  useSession.setState({ session: { state: 'unknown' } })
})

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('quality', () => {
  it('says whether it may go into use, what changed, and what was lost', async () => {
    fakeApi(ROUTES)
    open()
    expect(await screen.findByText(GATE.sentence)).toBeVisible()
    const changes = await screen.findByRole('table', { name: 'Что изменилось' })
    expect(changes).toHaveTextContent('Верные ответы95,0 %90,0 %-5,0 п. п. (-12,0…0,0)')
    expect(screen.getByText('Где выдают пропуск?')).toBeVisible()
    expect(screen.getByRole('img', { name: /от 90,0\s%/ })).toBeVisible()
  })

  it('tells the diagram in a table, too', async () => {
    fakeApi(ROUTES)
    open()
    expect(await screen.findByRole('img', { name: /Диаграмма/ })).toBeVisible()
    const table = screen.getByRole('table', { name: 'Уверенность и верность', hidden: true })
    expect(table).toHaveTextContent('80 %–90 %1275,0 %')
  })

  it('decides about proposals by the keyboard, whatever the layout', async () => {
    const left = [QUESTION, SECOND, HIDDEN]
    const decided = () => json(left.shift())
    const calls = fakeApi({
      ...ROUTES,
      'GET /quality/questions': () => json(page(...left)),
      'PATCH /quality/questions/q1': decided,
      'PATCH /quality/questions/q2': decided,
    })
    const user = userEvent.setup()
    open()
    const list = await screen.findByRole('list', { name: 'Список контрольных вопросов' })
    const [first] = within(list).getAllByRole('listitem')
    first?.focus()
    await user.keyboard('[KeyY]')
    await waitFor(() => expect(calls.at(-1)?.path).toContain('/quality/questions'))
    expect(await screen.findByText(`Подтверждено: ${QUESTION.question}`)).toBeVisible()
    await waitFor(() => {
      const [next] = within(list).getAllByRole('listitem')
      expect(next).toHaveAttribute('data-question', 'q2')
      expect(next).toHaveFocus()
    })
    await user.keyboard('[KeyN]')
    expect(await screen.findByText(`Отклонено: ${SECOND.question}`)).toBeVisible()
    expect(calls.filter(({ method }) => method === 'PATCH')).toHaveLength(2)
  })

  it('keeps letters typed into the edit dialog to themselves', async () => {
    const calls = fakeApi({
      ...ROUTES,
      'PATCH /quality/questions/q1': () => json({ ...QUESTION, status: 'confirmed' }),
    })
    const sent = vi.fn(globalThis.fetch)
    vi.stubGlobal('fetch', sent)
    const user = userEvent.setup()
    open()
    await user.click(await screen.findByRole('button', { name: `Изменить: ${QUESTION.question}` }))
    const facts = screen.getByLabelText('Что должен показать ответ')
    await user.type(facts, ' | инженер')
    expect(calls.filter(({ method }) => method === 'PATCH')).toHaveLength(0)
    await user.click(screen.getByRole('button', { name: 'Сохранить и подтвердить' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    const body = sent.mock.calls.find(([, init]) => init?.method === 'PATCH')?.[1]?.body
    expect(JSON.parse(body as string)).toMatchObject({
      status: 'confirmed',
      draft: { answer_any: [['главный инженер', 'инженер']], department_id: 'd1' },
    })
  })

  it('shows an auditor everything and lets him change nothing', async () => {
    fakeApi(ROUTES)
    open('auditor')
    expect(await screen.findByText(QUESTION.question)).toBeVisible()
    expect(screen.queryByRole('button', { name: /Подтвердить|Запустить|Сделать/ })).toBeNull()
  })

  it('says of a hidden document only that it is hidden', async () => {
    fakeApi(ROUTES)
    open()
    expect(await screen.findByText('Вопрос по документу, который вам не открыт.')).toBeVisible()
    expect(screen.getAllByRole('button', { name: /^Подтвердить/ })).toHaveLength(2)
  })
})
