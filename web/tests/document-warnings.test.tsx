import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { DocumentWarnings } from '@/features/documents/document-warnings'
import '@/i18n'

describe('DocumentWarnings', () => {
  it('names the pages that were read from pictures and those that were not', () => {
    render(<DocumentWarnings warnings={['pages-recognised:1-3,7', 'pages-not-recognised:8']} />)
    expect(screen.getByText(/распознан по изображению \(страницы: 1–3, 7\)/)).toBeTruthy()
    expect(screen.getByText(/не найдутся поиском \(страницы: 8\)/)).toBeTruthy()
  })

  it('shows a warning it has no words for as it came', () => {
    render(<DocumentWarnings warnings={['something-new']} />)
    expect(screen.getByText('something-new')).toBeTruthy()
  })

  it('shows nothing where there is nothing to note', () => {
    const { container } = render(<DocumentWarnings warnings={[]} />)
    expect(container.textContent).toBe('')
  })
})
