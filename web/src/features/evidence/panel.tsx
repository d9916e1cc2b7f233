import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { documentKeys, getContent } from '@/api/documents'
import type { Citation } from '@/api/types'
import { Button } from '@/components/button'
import { Skeleton, StateCard } from '@/components/states'
import { formatDateShort } from '@/lib/format'
import { isMissing, problemText } from '@/lib/problem-text'
import { PanelBar } from './panel-bar'
import { Reader } from './reader'

interface PanelProps {
  citations: Citation[]
  index: number
  onIndex: (index: number) => void
  onClose: () => void
}

/** The document behind a citation, open at the quote. */
export function EvidencePanel(props: PanelProps): ReactElement | null {
  const panel = useRef<HTMLDivElement>(null)
  const citation = props.citations[props.index]
  useEffect(() => {
    // Within a sheet the focus is already inside.
    const inside = panel.current?.closest('[role=dialog]')?.contains(document.activeElement)
    if (!inside) panel.current?.focus({ preventScroll: true })
  }, [])
  if (!citation) return null
  return (
    <div ref={panel} tabIndex={-1} className="flex h-full min-h-0 flex-col outline-none">
      <CitedDocument {...props} citation={citation} />
    </div>
  )
}

function CitedDocument({ citation, ...bar }: PanelProps & { citation: Citation }): ReactElement {
  const { t } = useTranslation()
  const [located, setLocated] = useState<boolean | null>(null)
  const { document_id: id, version } = citation
  const content = useQuery({
    queryKey: documentKeys.content(id, version),
    queryFn: ({ signal }) => getContent(id, version, signal),
    // A version never changes.
    staleTime: Infinity,
  })
  const place = useMemo(
    () => ({ start: citation.document_start, end: citation.document_end, quote: citation.quote }),
    [citation],
  )
  return (
    <>
      <header className="border-b border-line px-4 pt-2 pb-3 sm:px-6">
        <PanelBar citation={citation} {...bar} />
        <h2 className="font-semibold text-pretty">{citation.title}</h2>
        <p className="mt-1 text-12 text-ink-3 tabular-nums" data-testid="evidence-line">
          <PlaceLine citation={citation} pages={content.data?.pages ?? null} located={located} />
        </p>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-6 sm:px-6" data-evidence-scroll>
        {content.isPending && <Skeleton lines={9} label={t('evidence.loading')} />}
        {content.isError && (
          <Failed
            citation={citation}
            text={isMissing(content.error) ? t('evidence.missing') : problemText(content.error, t)}
            onRetry={() => void content.refetch()}
          />
        )}
        {content.isSuccess && (
          <Reader content={content.data} place={place} topHeading="h3" onLocated={setLocated} />
        )}
      </div>
    </>
  )
}

interface PlaceLineProps {
  citation: Citation
  pages: number | null
  located: boolean | null
}

/** «Страница 2 из 3 · утратил силу · редакция от 12.03.2026 · цитата выделена» */
function PlaceLine({ citation, pages, located }: PlaceLineProps): string {
  const { t, i18n } = useTranslation()
  const { page, sheet } = citation
  const parts: string[] = []
  if (page !== null) {
    parts.push(
      pages === null ? t('evidence.page', { page }) : t('evidence.pageOf', { page, pages }),
    )
  } else if (sheet !== null && sheet !== '') parts.push(t('evidence.sheet', { sheet }))
  if (citation.lapse) parts.push(t(`documents.lapse.${citation.lapse}`))
  const date = formatDateShort(citation.document_date ?? citation.updated_at, i18n.language)
  parts.push(
    date === ''
      ? t('evidence.version', { version: citation.version })
      : t('evidence.edition', { date }),
  )
  if (located !== null) parts.push(t(located ? 'evidence.marked' : 'evidence.notMarked'))
  const line = parts.join(' · ')
  return line.charAt(0).toUpperCase() + line.slice(1)
}

interface FailedProps {
  citation: Citation
  text: string
  onRetry: () => void
}

/** The document would not open: the quote itself is still shown. */
function Failed({ citation, text, onRetry }: FailedProps): ReactElement {
  const { t } = useTranslation()
  return (
    <>
      <StateCard role="alert" title={t('evidence.failedTitle')} text={text}>
        <Button onClick={onRetry}>{t('action.retry')}</Button>
      </StateCard>
      <p className="text-12 text-ink-3">{t('evidence.quoteOnly')}</p>
      <p className="mt-2">
        <mark>{citation.quote}</mark>
      </p>
    </>
  )
}
