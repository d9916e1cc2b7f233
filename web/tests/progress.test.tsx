import { act, render, screen } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { ProgressLine, ProgressOverviewLine } from '@/features/documents/progress-line'
import { followProgress, useProgress } from '@/features/documents/use-progress'
import '@/i18n'

const told = {
  document_id: 'd-1',
  status: 'searchable',
  stage: 'embedding',
  bytes: { done: 2048, total: 2048 },
  pages: { done: 3, total: 12 },
  fragments: { done: 40, total: 160 },
  ahead: 0,
  left_s: 95,
}

function tell(name: string, data: object): void {
  act(() => followProgress(name, JSON.stringify(data)))
}

beforeEach(() => act(() => useProgress.setState({ files: {}, overview: null })))

describe('progress of files on their way in', () => {
  it('says pages, fragments and the time left, and falls silent when the file is ready', () => {
    const { container } = render(<ProgressLine id="d-1" />)
    expect(container.textContent).toBe('')
    tell('progress', told)
    expect(container.textContent).toBe(
      'страницы: 3 из 12, фрагменты: 40 из 160, осталось около 2 мин',
    )
    tell('progress', { ...told, stage: null, status: 'ready' })
    expect(container.textContent).toBe('')
  })

  it('says how many files go first', () => {
    render(<ProgressLine id="d-1" />)
    const none = { done: 0, total: null }
    const waiting = { stage: 'waiting', ahead: 3, left_s: null, pages: none, fragments: none }
    tell('progress', { ...told, ...waiting })
    expect(screen.getByText('впереди 3 файла')).toBeInTheDocument()
  })

  it('sums up all files of the reader, and says nothing without any', () => {
    const { container } = render(<ProgressOverviewLine />)
    tell('overview', { documents: 5, bytes_left: 1_048_576, left_s: 30 })
    expect(container.textContent).toMatch(
      /^Обрабатываются 5 файлов, прочитать 1\sМБ, осталось около 30 с$/,
    )
    tell('overview', { documents: 0, bytes_left: 0, left_s: null })
    expect(container.textContent).toBe('')
  })
})
