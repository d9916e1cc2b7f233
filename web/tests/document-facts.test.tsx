import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { describe, expect, it } from 'vitest'
import type { Facts, Related } from '@/api/facts'
import { DocumentFacts } from '@/features/documents/document-facts'
import { RelatedDocuments } from '@/features/documents/related-documents'
import { fakeApi, json } from './fake-api'

function fact<T>(value: T, confidence = 0.9, byPerson = false) {
  return { value, confidence, start: null, end: null, set_by_person: byPerson }
}

const FACTS: Facts = {
  type: fact('regulation' as const),
  number: fact('118-к', 1, true),
  dated: fact('2025-12-22'),
  valid_from: fact('2026-01-01'),
  data_class: fact('internal' as const, 0.4),
  replaces: [],
  amends: [],
}

const OLDER: Related = {
  document: { id: 'd0', title: 'Положение 2024', version: 1 },
  kind: 'revision',
  newer: false,
  similarity: 0.62,
  quote: null,
  since: '2026-01-01',
  in_effect: false,
  verdict: null,
}

function inClient(element: ReactElement): void {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(<QueryClientProvider client={client}>{element}</QueryClientProvider>)
}

describe('facts of a document', () => {
  it('are shown by name, guesses left out', () => {
    inClient(<DocumentFacts facts={FACTS} />)
    expect(screen.getByText('положение')).toBeTruthy()
    expect(screen.getByText('118-к').getAttribute('title')).toBe('Указано вручную')
    expect(screen.getByText('1 января 2026')).toBeTruthy()
    expect(screen.queryByText('внутренние')).toBeNull()
  })

  it('take no room when there are none', () => {
    inClient(<DocumentFacts facts={{ replaces: [], amends: [] }} />)
    expect(screen.queryByRole('region')).toBeNull()
  })
})

describe('related documents', () => {
  it('say how they are related and that a stranger’s claim waits', async () => {
    fakeApi({ 'GET /documents/d1/related': () => json({ items: [OLDER] }) })
    inClient(<RelatedDocuments id="d1" canEdit={false} />)
    expect(await screen.findByText('Положение 2024')).toBeTruthy()
    expect(screen.getByText(/Прежняя редакция/)).toBeTruthy()
    expect(screen.getByText(/ждёт подтверждения/)).toBeTruthy()
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('are confirmed by who may edit', async () => {
    let verdict: Related['verdict'] = null
    const calls = fakeApi({
      'GET /documents/d1/related': () => json({ items: [{ ...OLDER, verdict }] }),
      'PUT /documents/d1/related/d0': () => {
        verdict = 'confirmed'
        return new Response(null, { status: 204 })
      },
    })
    inClient(<RelatedDocuments id="d1" canEdit />)
    await userEvent.click(await screen.findByRole('button', { name: /^Верно/ }))
    expect(await screen.findByRole('button', { name: /^Отменить решение/ })).toBeTruthy()
    expect(calls.map((call) => call.method)).toEqual(['GET', 'PUT', 'GET'])
  })
})
