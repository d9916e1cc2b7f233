import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentProgress } from '@/api/types'
import { formatBytes } from '@/lib/format'
import { useProgress } from './use-progress'

/** Seconds in the words of the language, as roughly as they are known. */
function useTimeLeft(): (seconds: number | null) => string {
  const { t } = useTranslation()
  return (seconds) => {
    if (seconds === null) return ''
    if (seconds < 60) return t('documents.leftSeconds', { count: Math.max(1, Math.round(seconds)) })
    return t('documents.leftMinutes', { count: Math.round(seconds / 60) })
  }
}

function useWords(): (told: DocumentProgress) => string {
  const { t, i18n } = useTranslation()
  const left = useTimeLeft()
  return (told) => {
    const parts: string[] = []
    const { pages, fragments } = told
    if (told.ahead > 0) parts.push(t('documents.ahead', { count: told.ahead }))
    if (told.stage === 'reading' && told.bytes.total !== null)
      parts.push(t('documents.reading', { size: formatBytes(told.bytes.total, i18n.language) }))
    if (pages.total !== null && pages.done > 0)
      parts.push(t('documents.pagesDone', { done: pages.done, total: pages.total }))
    if (fragments.total !== null && fragments.done > 0)
      parts.push(t('documents.fragmentsDone', { done: fragments.done, total: fragments.total }))
    parts.push(left(told.left_s))
    return parts.filter(Boolean).join(', ')
  }
}

/** How far one file is: its place in the queue, pages, fragments, time left. */
export function ProgressLine({ id }: { id: string }): ReactElement | null {
  const told = useProgress((store) => store.files[id])
  const words = useWords()
  const text = told ? words(told) : ''
  if (text === '') return null
  return <span className="text-12 text-ink-3 tabular-nums">{text}</span>
}

/** All of one's own files on their way in, in a line; nothing when there are none. */
export function ProgressOverviewLine(): ReactElement | null {
  const { t, i18n } = useTranslation()
  const overview = useProgress((store) => store.overview)
  const left = useTimeLeft()
  if (overview === null || overview.documents === 0) return null
  const parts = [
    t('documents.underWay', { count: overview.documents }),
    overview.bytes_left > 0
      ? t('documents.toRead', { size: formatBytes(overview.bytes_left, i18n.language) })
      : '',
    left(overview.left_s),
  ]
  return <p className="mb-4 text-14 text-ink-3 tabular-nums">{parts.filter(Boolean).join(', ')}</p>
}
