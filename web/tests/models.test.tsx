import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useSession } from '@/api/session'
import type { ModelKind, ModelProvider } from '@/api/types'
import { fieldsOf, initialValues, optionsOf } from '@/features/models/form-schema'
import { ModelsView } from '@/features/models/models-view'
import { fakeApi, json } from './fake-api'

const FIELDS = {
  $defs: {
    Price: {
      type: 'object',
      properties: { prompt: { type: 'number', default: 0, title: 'Запрос' } },
    },
    Region: { type: 'string', enum: ['local', 'russia', 'foreign'] },
  },
  required: ['base_url', 'region', 'api_key'],
  properties: {
    ca_file: { anyOf: [{ type: 'string', format: 'path' }, { type: 'null' }], title: 'Сертификат' },
    base_url: { type: 'string', title: 'Адрес' },
    region: { $ref: '#/$defs/Region', title: 'Где обрабатываются данные' },
    api_key: { type: 'string', format: 'password', title: 'Ключ' },
    context_tokens: { type: 'integer', default: 8192, title: 'Окно' },
    tools: { type: 'boolean', default: false, title: 'Функции' },
    price: { $ref: '#/$defs/Price', title: 'Цена' },
  },
}
const KIND: ModelKind = {
  kind: 'own',
  name: 'Свой сервер',
  region: null,
  streams: 16,
  fields: FIELDS,
  secrets: ['api_key'],
}
const PROVIDER: ModelProvider = {
  id: 'p1',
  name: 'YandexGPT',
  kind: 'own',
  origin: 'page',
  options: { base_url: 'https://llm.example/v1', region: 'russia' },
  tails: { api_key: '7788' },
  streams: 10,
  open_streams: 1,
  enabled: true,
  version: 3,
  state: 'ready',
  reason: null,
  breaker: 'closed',
  region: 'russia',
  model: 'yandexgpt/latest',
  classes: null,
  abroad_allowed: false,
  notification_number: null,
  notification_date: null,
  notification_adequate: false,
  stats: {
    calls: 12,
    problems: 1,
    prompt_tokens: 900,
    completion_tokens: 100,
    cost_rub: 12.4,
    ttft_p50_ms: 420,
    ttft_p95_ms: 1200,
    took_p50_ms: 2000,
    took_p95_ms: 4000,
    last_problem: null,
  },
  updated_at: '2026-11-22T12:00:00Z',
}
const SECOND: ModelProvider = {
  ...PROVIDER,
  id: 'p2',
  name: 'DeepSeek',
  state: 'forbidden',
  reason: 'Отправлять данные нельзя: передача за границу выключена.',
}
const REST = {
  'GET /models/costs': () => json({ by: 'provider', items: [], cost_rub: 0 }),
  'GET /models/budgets': () => json({ items: [] }),
  'GET /departments': () => json({ items: [] }),
  'GET /models/kinds': () => json({ items: [KIND] }),
}

function open() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <QueryClientProvider client={client}>
      <ModelsView />
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

describe('the form of a provider', () => {
  it('asks first for what must be filled in, and sends only what was', () => {
    const fields = fieldsOf(FIELDS)
    expect(fields.map((field) => field.name)).toEqual([
      'base_url',
      'region',
      'api_key',
      'price',
      'ca_file',
      'context_tokens',
      'tools',
    ])
    const values = initialValues(fields, { base_url: 'https://a', region: 'local' })
    expect(optionsOf(fields, { ...values, price: { prompt: '1 200,5' } })).toEqual({
      base_url: 'https://a',
      region: 'local',
      price: { prompt: 1200.5 },
      context_tokens: 8192,
      tools: false,
    })
  })

  it('leaves a number that is none for the server to judge', () => {
    const fields = fieldsOf(FIELDS)
    expect(optionsOf(fields, { context_tokens: 'много' })).toMatchObject({
      context_tokens: 'много',
    })
  })
})

describe('the page of models', () => {
  it('shows how each provider is doing and why one is not asked', async () => {
    fakeApi({ ...REST, 'GET /models/providers': () => json({ items: [PROVIDER, SECOND] }) })
    open()
    const row = await screen.findByRole('row', { name: /YandexGPT/ })
    expect(row).toHaveTextContent('Работает')
    expect(row).toHaveTextContent('420 мс обычно')
    expect(row).toHaveTextContent('12 обращений')
    expect(screen.getByRole('row', { name: /DeepSeek/ })).toHaveTextContent(
      'передача за границу выключена',
    )
  })

  it('tests a key before it is saved, and never asks for a kept one again', async () => {
    const user = userEvent.setup()
    const calls = fakeApi({
      ...REST,
      'GET /models/providers': () => json({ items: [PROVIDER] }),
      'POST /models/providers/test': () =>
        json({ ok: false, took_ms: 80, slug: 'model-refused-key', problem: 'Ключ не принят.' }),
      'PUT /models/providers/p1': () => json(PROVIDER),
    })
    open()
    await user.click(await screen.findByRole('button', { name: 'Действия с моделью «YandexGPT»' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Изменить' }))
    const dialog = await screen.findByRole('dialog')
    expect(await within(dialog).findByLabelText('Ключ')).toHaveValue('')
    expect(dialog).toHaveTextContent('оканчивается на 7788')
    await user.click(within(dialog).getByRole('button', { name: 'Проверить' }))
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('Ключ не принят.')
    const tested = calls.find((call) => call.path.endsWith('/models/providers/test'))
    expect(tested?.body).toMatchObject({ saved: 'p1', options: { region: 'russia' } })
    expect(tested?.body).not.toHaveProperty('options.api_key')
    await user.click(within(dialog).getByRole('button', { name: 'Сохранить' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    const saved = calls.find((call) => call.method === 'PUT')
    expect(saved?.body).toMatchObject({ version: 3, name: 'YandexGPT' })
  })

  it('asks for the notification where data would leave the country', async () => {
    const user = userEvent.setup()
    fakeApi({ ...REST, 'GET /models/providers': () => json({ items: [] }) })
    open()
    await screen.findByText('Моделей пока нет')
    await user.click(screen.getByRole('button', { name: 'Добавить модель' }))
    const dialog = await screen.findByRole('dialog')
    const region = await within(dialog).findByRole('combobox', {
      name: 'Где обрабатываются данные',
    })
    expect(within(dialog).queryByText('Передача за границу')).toBeNull()
    await user.selectOptions(region, 'foreign')
    await user.click(within(dialog).getByRole('checkbox', { name: 'Разрешить передачу' }))
    expect(within(dialog).getByLabelText('Номер уведомления')).toBeRequired()
  })

  it('moves a provider up', async () => {
    const user = userEvent.setup()
    const calls = fakeApi({
      ...REST,
      'GET /models/providers': () => json({ items: [PROVIDER, SECOND] }),
      'PUT /models/order': () => new Response(null, { status: 204 }),
    })
    open()
    await user.click(await screen.findByRole('button', { name: 'Выше: DeepSeek' }))
    await waitFor(() =>
      expect(calls.find((call) => call.method === 'PUT')?.body).toMatchObject({
        providers: ['p2', 'p1'],
      }),
    )
    expect(screen.getByRole('button', { name: 'Выше: YandexGPT' })).toBeDisabled()
  })
})
