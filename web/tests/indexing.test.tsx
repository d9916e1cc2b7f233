import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Generation, WatchedFolder } from '@/api/types'
import { IndexView } from '@/features/index/index-view'
import { fakeApi, json } from './fake-api'

const ACTIVE: Generation = {
  id: 1,
  model: 'multilingual-e5-small',
  splitting: { target_chars: 900, max_chars: 1200, min_chars: 300, max_context_chars: 300 },
  state: 'active',
  documents: 40,
  held: 40,
  fragments: 200,
  progress: 1,
  left_s: 0,
  available: true,
  created_at: '2026-03-12T09:00:00Z',
  created_by: null,
  built_at: null,
  switched_at: '2026-03-12T09:00:00Z',
  failure: null,
  comparison: null,
}
const READY: Generation = {
  ...ACTIVE,
  id: 2,
  model: 'bge-m3',
  state: 'ready',
  comparison: {
    state: 'blocked',
    reasons: ['regression'],
    compared: 50,
    right_before: 0.9,
    right_after: 0.7,
    low: -0.3,
    won: 1,
    lost: 11,
    leaks: 0,
    run: null,
    against: null,
  },
}
const FOLDER: WatchedFolder = {
  id: 'f1',
  path: '/srv/share',
  owner_id: 'u1',
  department_id: null,
  access: { everyone: true, department_ids: [], group_ids: [], user_ids: [] },
  every_minutes: 15,
  hour: null,
  enabled: true,
  created_at: '2026-03-12T09:00:00Z',
  scan: {
    state: 'held_back',
    started_at: '2026-03-12T09:00:00Z',
    finished_at: '2026-03-12T09:00:01Z',
    done: 0,
    total: 0,
    files: 0,
    unchanged: 0,
    added: 0,
    changed: 0,
    moved: 0,
    removed: 0,
    missing: 12,
    skipped: 0,
    left_out: [{ path: 'Кадры', flaw: 'unreadable' }],
    left_out_count: 1,
    failure: null,
  },
}

function open(): void {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <QueryClientProvider client={client}>
      <IndexView />
    </QueryClientProvider>,
  )
}

const ROUTES = {
  'GET /index/generations': () =>
    json({ items: [ACTIVE, READY], models: ['multilingual-e5-small', 'bge-m3'] }),
  'GET /folders': () => json({ items: [FOLDER] }),
}

describe('the page of the index', () => {
  it('says that a second index answers worse, and switches only with force', async () => {
    const user = userEvent.setup()
    const calls = fakeApi({
      ...ROUTES,
      'POST /index/generations/2/switch': () => json({ ...READY, state: 'active' }),
    })
    open()
    expect(await screen.findByText(/Хуже нынешнего/)).toHaveTextContent('70')
    await user.click(screen.getByRole('button', { name: 'Переключиться всё же' }))
    const sent = calls.find((call) => call.method === 'POST')
    expect(sent?.body).toEqual({ force: true })
    expect(await screen.findByText(/Переключено/)).toBeInTheDocument()
  })

  it('tells of a share that seems not to be mounted, and asks before anything goes', async () => {
    const user = userEvent.setup()
    const calls = fakeApi({ ...ROUTES, 'POST /folders/f1/scan': () => json(FOLDER) })
    open()
    expect(await screen.findByRole('alert')).toHaveTextContent('Ничего не удалено')
    expect(screen.getByText(/Кадры: не читается/)).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Удалить документы пропавших файлов' }))
    expect(calls.find((call) => call.method === 'POST')?.body).toEqual({ accept_removals: true })
  })
})
