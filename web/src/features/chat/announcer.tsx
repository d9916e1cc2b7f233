import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { withoutCitations } from '@/lib/markdown/citations'
import type { Turn } from './turns'

/** Markdown signs a voice would spell out. */
function spoken(text: string): string {
  return withoutCitations(text)
    .replace(/^#{1,6}\s+|^\s*[-*]\s+/gm, '')
    .replace(/[*_`|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * Tells a screen reader that an answer is coming, then the whole answer once. The stream itself is
 * silent: words arriving one by one cannot be listened to.
 */
export function Announcer({ turn }: { turn: Turn | undefined }): ReactElement {
  const { t } = useTranslation()
  const live = turn?.live === true
  const phase = turn?.phase
  const text = turn?.text ?? ''
  const coming = phase === 'starting' || phase === 'streaming' || phase === 'reconnecting'
  let heard = ''
  if (live && coming) heard = t('chat.answering')
  else if (live && phase === 'done') heard = t('chat.answerIs', { text: spoken(text) })
  return (
    <div role="status" aria-live="polite" className="sr-only" data-testid="announcer">
      {heard}
    </div>
  )
}
