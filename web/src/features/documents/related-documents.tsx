import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { factKeys, judgeRelation, listRelated, type Related, type Verdict } from '@/api/facts'
import { Button } from '@/components/button'
import { formatDate, formatPercent } from '@/lib/format'
import { problemText } from '@/lib/problem-text'
import { Link } from '@/lib/router'

interface RelatedProps {
  id: string
  canEdit: boolean
}

/** Revisions of the document, what replaces it, and its twins; a person may say yes or no. */
export function RelatedDocuments({ id, canEdit }: RelatedProps): ReactElement | null {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [note, setNote] = useState('')
  const related = useQuery({
    queryKey: factKeys.related(id),
    queryFn: ({ signal }) => listRelated(id, signal),
  })
  const judge = async (each: Related, verdict: Verdict) => {
    setNote('')
    try {
      await judgeRelation(id, each, verdict)
      await queries.invalidateQueries({ queryKey: factKeys.related(id) })
    } catch (error) {
      setNote(problemText(error, t))
    }
  }
  const listed = related.data ?? []
  if (listed.length === 0) return null
  return (
    <section className="mt-3 text-14" aria-label={t('documents.related.title')}>
      <h2 className="font-medium">{t('documents.related.title')}</h2>
      <ul className="mt-1 divide-y divide-line border-y border-line">
        {listed.map((each) => (
          <li
            key={`${each.kind} ${each.document.id}`}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2"
          >
            <Reason related={each} />
            {canEdit && (
              <Judging related={each} onVerdict={(verdict) => void judge(each, verdict)} />
            )}
          </li>
        ))}
      </ul>
      <p role="status" className={note === '' ? 'sr-only' : 'mt-2 text-loss'}>
        {note}
      </p>
    </section>
  )
}

function Reason({ related }: { related: Related }): ReactElement {
  const { t, i18n } = useTranslation()
  const side = related.newer ? 'newer' : 'older'
  const details = [
    related.since
      ? t('documents.related.since', { date: formatDate(related.since, i18n.language) })
      : '',
    related.similarity === null
      ? ''
      : t('documents.related.alike', { share: formatPercent(related.similarity, i18n.language) }),
    related.verdict === 'denied' ? t('documents.related.denied') : '',
    related.verdict === null && !related.in_effect ? t('documents.related.waiting') : '',
  ].filter((each) => each !== '')
  return (
    <span className="min-w-0 flex-1">
      <span className="text-ink-3">{t(`documents.related.${related.kind}.${side}`)} </span>
      <Link to={`/documents/${encodeURIComponent(related.document.id)}`} className="text-accent">
        {related.document.title}
      </Link>
      {details.length > 0 && <span className="text-12 text-ink-3"> · {details.join(' · ')}</span>}
    </span>
  )
}

interface JudgingProps {
  related: Related
  onVerdict: (verdict: Verdict) => void
}

function Judging({ related, onVerdict }: JudgingProps): ReactElement {
  const { t } = useTranslation()
  const { title } = related.document
  if (related.verdict !== null) {
    return (
      <Button look="quiet" onClick={() => onVerdict(null)}>
        {t('documents.related.takeBack')}
        <span className="sr-only"> {title}</span>
      </Button>
    )
  }
  return (
    <span className="flex gap-1">
      <Button look="quiet" onClick={() => onVerdict('confirmed')}>
        {t('documents.related.confirm')}
        <span className="sr-only"> {title}</span>
      </Button>
      <Button look="quiet" onClick={() => onVerdict('denied')}>
        {t('documents.related.deny')}
        <span className="sr-only"> {title}</span>
      </Button>
    </span>
  )
}
