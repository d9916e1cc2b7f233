import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useSession } from '@/api/session'
import type { DictionaryEntry } from '@/api/types'
import { DictionaryView } from '@/features/dictionary/dictionary-view'
import { fakeApi, json } from './fake-api'

const OWN: DictionaryEntry = {
  id: 'e1',
  canonical: 'отдел кадров',
  variants: ['кадры', 'HR'],
  kind: 'nickname',
  origin: 'manual',
  state: 'confirmed',
  enabled: true,
  department: null,
  document: null,
  quote: '',
  added_by: 'Дмитрий Соколов',
  created_at: '2026-03-12T09:00:00Z',
  updated_at: '2026-03-12T09:00:00Z',
  can_edit: true,
}
const PROPOSED: DictionaryEntry = {
  ...OWN,
  id: 'e2',
  canonical: 'Правила внутреннего распорядка',
  variants: ['ПВР'],
  kind: 'abbreviation',
  origin: 'document',
  state: 'proposed',
  document: { id: 'd1', name: 'Правила' },
  quote: 'Правила внутреннего распорядка (далее — ПВР)',
  added_by: null,
}
const BUILTIN: DictionaryEntry = { ...OWN, id: 'e3', origin: 'builtin', canonical: 'VPN' }

const page = (...items: DictionaryEntry[]) => ({ items, next_cursor: null, total: items.length })
const CLASH = {
  type: '/problems/dictionary-clash',
  title: 'WordsClash',
  status: 409,
  detail: 'Эти слова уже есть в словаре: HR — отдел кадров.',
}

function open() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <QueryClientProvider client={client}>
      <DictionaryView />
    </QueryClientProvider>,
  )
}

beforeEach(() => {
  const me = { id: 'u', email: 'a@b', name: 'Дмитрий Соколов', role: 'admin' as const }
  useSession.setState({
    session: { state: 'signed-in', me: { ...me, department: null, groups: [] } },
  })
})

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('the dictionary', () => {
  it('lists terms, what people say, and where a proposal was found', async () => {
    fakeApi({ 'GET /dictionary': () => json(page(OWN, PROPOSED, BUILTIN)) })
    open()
    const row = await screen.findByRole('row', { name: /Правила внутреннего распорядка/ })
    expect(row).toHaveTextContent('ПВР')
    expect(row).toHaveTextContent('Читателям документа')
    expect(within(row).getByRole('link', { name: 'Правила' })).toHaveAttribute(
      'href',
      '/documents/d1',
    )
    expect(screen.getByText('3 записи')).toBeInTheDocument()
    // A built-in entry can only be switched.
    expect(screen.queryByRole('button', { name: /записью «VPN»/ })).toBeNull()
    expect(screen.getByRole('checkbox', { name: /«VPN»/ })).toBeEnabled()
  })

  it('adds a word, and asks when another entry explains it', async () => {
    let tries = 0
    const calls = fakeApi({
      'GET /dictionary': () => json(page(OWN)),
      'GET /departments': () => json({ items: [{ id: 'x', name: 'Продажи' }] }),
      'POST /dictionary': () => {
        tries += 1
        return tries === 1
          ? new Response(JSON.stringify(CLASH), { status: 409 })
          : new Response(JSON.stringify(OWN), { status: 201 })
      },
    })
    open()
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Добавить' }))
    const dialog = screen.getByRole('dialog', { name: 'Новая запись' })
    const save = within(dialog).getByRole('button', { name: 'Сохранить' })
    expect(save).toBeDisabled()
    await user.type(within(dialog).getByLabelText('Полный термин'), 'служба персонала')
    await user.type(within(dialog).getByLabelText(/Варианты/), 'HR')
    await user.click(save)
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('HR — отдел кадров')
    await user.click(within(dialog).getByRole('button', { name: 'Сохранить обе записи' }))
    await waitFor(() => expect(dialog).not.toBeInTheDocument())
    expect(screen.getByText('Словарь сохранён.')).toBeInTheDocument()
    expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(2)
  })

  it('confirms a proposal', async () => {
    const calls = fakeApi({
      'GET /dictionary': () => json(page(PROPOSED)),
      'PATCH /dictionary/e2': () => json({ ...PROPOSED, state: 'confirmed' }),
    })
    open()
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: /Действия с записью/ }))
    await user.click(screen.getByRole('menuitem', { name: 'Подтвердить' }))
    expect(await screen.findByText(/подтверждена/)).toBeInTheDocument()
    expect(calls.some(({ method }) => method === 'PATCH')).toBe(true)
  })

  it('tells which lines of a file were not taken', async () => {
    fakeApi({
      'GET /dictionary': () => json(page()),
      'POST /dictionary/import': () =>
        json({
          added: 3,
          changed: 1,
          unchanged: 0,
          skipped: [{ line: 5, problem: 'Нет подразделения «Склад».' }],
        }),
    })
    open()
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Ещё действия' }))
    await user.click(screen.getByRole('menuitem', { name: 'Загрузить CSV' }))
    const dialog = await screen.findByRole('dialog', { name: 'Загрузка словаря' })
    await user.upload(
      within(dialog).getByLabelText('Файл CSV'),
      new File(['canonical;variants'], 'words.csv', { type: 'text/csv' }),
    )
    await user.click(within(dialog).getByRole('button', { name: 'Загрузить' }))
    expect(await within(dialog).findByText(/Добавлено: 3/)).toBeInTheDocument()
    expect(dialog).toHaveTextContent('Строка 5: Нет подразделения «Склад».')
  })
})
