import { type ReactElement, useEffect, useState } from 'react'
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
  const [heard, setHeard] = useState('')
  const live = turn?.live === true
  const phase = turn?.phase
  const text = turn?.text ?? ''
  const coming = phase === 'starting' || phase === 'streaming' || phase === 'reconnecting'
  const finished = phase === 'done' ? text : ''
  useEffect(() => {
    if (!live) setHeard('')
    else if (coming) setHeard(t('chat.answering'))
    else if (finished !== '') setHeard(t('chat.answerIs', { text: spoken(finished) }))
    // A change of language must not read the answer again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [live, coming, finished])
  return (
    <div role="status" aria-live="polite" className="sr-only" data-testid="announcer">
      {heard}
    </div>
  )
}
