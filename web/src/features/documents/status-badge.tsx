import { CircleAlert, CircleCheck, Clock, Loader, ScanSearch, ShieldAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentItem } from '@/api/types'
import { cn } from '@/lib/cn'
import { formatPercent } from '@/lib/format'

const looks = {
  queued: { Icon: Clock, color: 'text-ink-3' },
  processing: { Icon: Loader, color: 'text-accent' },
  searchable: { Icon: ScanSearch, color: 'text-accent' },
  ready: { Icon: CircleCheck, color: 'text-done' },
  failed: { Icon: CircleAlert, color: 'text-loss' },
  quarantined: { Icon: ShieldAlert, color: 'text-loss' },
}

type Shown = Pick<DocumentItem, 'status' | 'progress' | 'failure'>

/** The state of a document: a sign, a word, and how far or why. */
export function StatusBadge({ document }: { document: Shown }): ReactElement {
  const { t, i18n } = useTranslation()
  const { Icon, color } = looks[document.status]
  return (
    <span className="inline-flex items-center gap-1.5 align-middle text-14 whitespace-nowrap">
      <Icon size={16} aria-hidden className={cn('shrink-0', color)} />
      <span className={cn(document.status === 'failed' && 'text-loss')}>
        {t(`documents.status.${document.status}`)}
        {(document.status === 'processing' || document.status === 'searchable') && (
          <span className="text-ink-3 tabular-nums">
            {' '}
            {formatPercent(document.progress, i18n.language)}
          </span>
        )}
      </span>
    </span>
  )
}
