import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Citation } from '@/api/types'
import { useCitations } from './citation-context'
import { usePlace } from './citation-chip'

interface SourcesProps {
  citations: Citation[]
  title: string
  /** Shows the beginning of each quote, for when there is no answer to read. */
  withQuotes?: boolean
}

/** The sources of an answer by name: for phones, for print, for those who do not hover. */
export function Sources({
  citations,
  title,
  withQuotes = false,
}: SourcesProps): ReactElement | null {
  const { open } = useCitations()
  const placeOf = usePlace()
  const { t } = useTranslation()
  if (citations.length === 0) return null
  return (
    <div className="mt-4">
      <h3 className="text-12 text-ink-3">{title}</h3>
      <ol className="mt-1 divide-y divide-line border-y border-line">
        {citations.map((citation) => {
          const place = placeOf(citation)
          const section = citation.section.at(-1) ?? ''
          return (
            <li key={citation.n}>
              <button
                type="button"
                onClick={() => open(citation)}
                title={t('citation.open')}
                className="flex w-full items-baseline gap-3 px-1 py-2 text-start text-14 hover:bg-sunken"
              >
                <span className="min-w-4 text-12 font-semibold text-accent tabular-nums">
                  {citation.n}
                </span>
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{citation.title}</span>
                  {section !== '' && section !== citation.title && (
                    <span className="block truncate text-12 text-ink-3">{section}</span>
                  )}
                  {withQuotes && (
                    <span className="mt-1 line-clamp-2 block text-ink-2">«{citation.quote}»</span>
                  )}
                </span>
                {citation.lapse && (
                  <span className="shrink-0 text-12 text-loss">
                    {t(`documents.lapse.${citation.lapse}`)}
                  </span>
                )}
                {place !== '' && <span className="shrink-0 text-12 text-ink-3">{place}</span>}
              </button>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
