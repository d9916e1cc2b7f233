import { render, waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { DocumentContent } from '@/api/types'
import { Reader } from '@/features/evidence/reader'
import { rowSpans } from '@/features/evidence/table-rows'
import { citation, CONTENT } from './fake-api'

function read(
  content: DocumentContent,
  quote: string,
  over: { start?: number; end?: number } = {},
) {
  const { document_start, document_end } = citation(1, quote)
  const onLocated = vi.fn()
  const place = { start: document_start, end: document_end, quote, ...over }
  const { container } = render(
    <Reader content={content} place={place} topHeading="h3" onLocated={onLocated} />,
  )
  return { container, onLocated }
}

describe('the reader', () => {
  it('marks exactly the quote, although an emoji stands before it', () => {
    const { container } = read(CONTENT, 'Отпуск длится 28 дней.')
    expect(container.querySelector('mark')?.textContent).toBe('Отпуск длится 28 дней.')
    expect(container).toHaveTextContent('Страница 2')
  })

  it('marks the row of a table', () => {
    const { container } = read(CONTENT, '5 лет | 33')
    expect([...container.querySelectorAll('tr.quoted')].map((row) => row.textContent)).toEqual([
      '5 лет33',
    ])
  })

  it('marks every part of a quote that spans blocks', () => {
    const { container } = read(CONTENT, 'Потом ещё.\n\nСтаж | Дней\n1 год | 30')
    expect(container.querySelector('mark')?.textContent).toBe('Потом ещё.')
    expect(container.querySelectorAll('tr.quoted')).toHaveLength(2)
  })

  it('marks nothing and says so when the words are not there', () => {
    const { container, onLocated } = read(CONTENT, 'Премия платится весной.', { start: 2, end: 9 })
    expect(container.querySelector('[data-quote]')).toBeNull()
    expect(onLocated).toHaveBeenLastCalledWith(false)
  })

  it('opens a long document at the quote first, then fills in the rest', async () => {
    const blocks: DocumentContent['blocks'] = []
    let text = ''
    for (let i = 0; i < 2000; i += 1) {
      const start = text.length
      text += `Пункт ${i}.`
      blocks.push({
        kind: 'paragraph',
        level: 0,
        start,
        end: text.length,
        page: Math.floor(i / 10) + 1,
        sheet: null,
        rows: [],
      })
      text += '\n'
    }
    const start = text.indexOf('Пункт 1500.')
    const content = { ...CONTENT, text, blocks, pages: 200 }
    const { container } = read(content, 'Пункт 1500.', { start, end: start + 11 })
    expect(container.querySelector('mark')).toHaveTextContent('Пункт 1500.')
    expect(container.querySelectorAll('p').length).toBeLessThan(100)
    await waitFor(() => expect(container).toHaveTextContent(/^.*Пункт 0\..*Пункт 1999\.$/s), {
      timeout: 10_000,
    })
  }, 15_000)

  it('shows a text without blocks by its blank lines', () => {
    const { container } = read({ ...CONTENT, blocks: [] }, 'Отпуск длится 28 дней.')
    expect(container.querySelectorAll('p')).toHaveLength(3)
    expect(container.querySelector('mark')?.textContent).toBe('Отпуск длится 28 дней.')
  })
})

describe('rows of a table in its text', () => {
  const rows = [
    ['Стаж', 'Дней'],
    ['1 год', '30'],
  ]
  const words = (text: string) =>
    rowSpans(text, rows).map((span) => span && text.slice(span.start, span.end))

  it.each([
    ['lines', 'Стаж | Дней\n1 год | 30', ['Стаж | Дней', '1 год | 30']],
    [
      'Markdown with a rule',
      '| Стаж | Дней |\n|---|---|\n| 1 год | 30 |',
      ['| Стаж | Дней |', '| 1 год | 30 |'],
    ],
    ['values with their headers', 'Стаж: 1 год; Дней: 30', [null, 'Стаж: 1 год; Дней: 30']],
    ['cells on lines of their own', 'Стаж\nДней\n1 год\n30', ['Стаж\nДней', '1 год\n30']],
  ])('are found in %s', (_, text, expected) => {
    expect(words(text)).toEqual(expected)
  })
})
