import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useSession } from '@/api/session'
import type { Transfer, TransferTotal } from '@/api/types'
import { TransfersView } from '@/features/transfers/transfers-view'
import { fakeApi, json } from './fake-api'

const TRANSFER: Transfer = {
  seq: 41,
  at: '2026-03-12T09:00:00Z',
  actor: 'u2',
  provider_id: 'p1',
  model: 'yandexgpt/latest',
  region: 'russia',
  message_id: 'm1',
  fragments: ['f1', 'f2'],
  fragment_count: 2,
  classes: ['internal', 'personal'],
  masked: { person: 3, inn: 1 },
  characters: 4000,
  tokens: null,
  request_id: null,
}
const TOTAL: TransferTotal = {
  provider_id: 'p1',
  region: 'russia',
  transfers: 12,
  people: 2,
  fragments: 30,
  characters: 9000,
  tokens: 0,
  masked: { person: 9, inn: 1 },
}

function signIn(role: 'admin' | 'auditor') {
  const me = { id: 'u', email: 'a@b', name: 'Дмитрий Соколов', role }
  useSession.setState({
    session: { state: 'signed-in', me: { ...me, department: null, groups: [] } },
  })
}

function open() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <QueryClientProvider client={client}>
      <TransfersView />
    </QueryClientProvider>,
  )
}

beforeEach(() => signIn('auditor'))

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('the page of what left the perimeter', () => {
  it('tells an auditor what each model was sent and what of it was hidden', async () => {
    fakeApi({
      'GET /privacy/egress/totals': () => json({ items: [TOTAL] }),
      'GET /privacy/egress': () => json({ items: [TRANSFER], next_cursor: null }),
    })
    open()
    const row = await screen.findByRole('row', { name: /p1/ })
    expect(row).toHaveTextContent('Россия')
    expect(row).toHaveTextContent('12')
    const item = await screen.findByRole('listitem')
    expect(item).toHaveTextContent('2 фрагмента: внутренние, персональные данные')
    expect(item).toHaveTextContent('Скрыто: имена: 3, ИНН: 1')
    expect(item).toHaveTextContent('Запись журнала № 41')
  })

  it('calls models by their names where the reader may know them', async () => {
    signIn('admin')
    fakeApi({
      'GET /privacy/egress/totals': () => json({ items: [TOTAL] }),
      'GET /privacy/egress': () => json({ items: [], next_cursor: null }),
      'GET /models/providers': () => json({ items: [{ id: 'p1', name: 'YandexGPT' }] }),
    })
    open()
    expect(await screen.findByRole('row', { name: /YandexGPT/ })).toBeInTheDocument()
  })

  it('says so when nothing has left, and asks for more pages on demand', async () => {
    const user = userEvent.setup()
    let asked = 0
    fakeApi({
      'GET /privacy/egress/totals': () => json({ items: [] }),
      'GET /privacy/egress': () => {
        asked += 1
        return json({
          items: [{ ...TRANSFER, seq: 50 - asked }],
          next_cursor: asked === 1 ? 'next' : null,
        })
      },
    })
    open()
    expect(await screen.findByText('За периметр ничего не уходило')).toBeInTheDocument()
    await user.click(await screen.findByRole('button', { name: 'Показать ещё' }))
    expect(await screen.findByText('Запись журнала № 48')).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Показать ещё' })).toBeNull()
  })
})
