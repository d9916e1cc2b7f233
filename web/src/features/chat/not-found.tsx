import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { documentKeys, getDocument } from '@/api/documents'
import type { Citation } from '@/api/types'
import { Link } from '@/lib/router'
import { Sources } from './sources'

interface NotFoundProps {
  text: string
  citations: Citation[]
}

/** The documents are silent: say so, show the nearest places, name who may know. */
export function NotFoundAnswer({ text, citations }: NotFoundProps): ReactElement {
  const { t } = useTranslation()
  // The rest of the text names the nearest places, which stand below with their quotes.
  const said = text.split('\n\n')[0]
  return (
    <div className="mt-3 rounded-lg border border-line bg-surface p-4 sm:p-5">
      <h3 className="font-semibold">{t('status.notFound')}</h3>
      <p className="mt-1 text-ink-2 text-pretty">
        {said === '' || said === undefined ? t('status.notFoundText') : said}
      </p>
      <Sources citations={citations} title={t('status.nearest')} withQuotes />
      {citations[0] && <WhomToAsk documentId={citations[0].document_id} />}
      <p className="mt-4 text-14 text-ink-2">
        {t('status.addDocument')}{' '}
        <Link to="/documents" className="text-accent underline underline-offset-3">
          {t('status.toDocuments')}
        </Link>
      </p>
    </div>
  )
}

/** The owner of the nearest document is the one who can answer or knows who can. */
function WhomToAsk({ documentId }: { documentId: string }): ReactElement | null {
  const { t } = useTranslation()
  const document = useQuery({
    queryKey: documentKeys.detail(documentId),
    queryFn: ({ signal }) => getDocument(documentId, signal),
    staleTime: 60_000,
  })
  if (!document.data) return null
  const { owner, title, department } = document.data
  return (
    <div className="mt-4">
      <h3 className="text-12 text-ink-3">{t('status.whomToAsk')}</h3>
      <p className="mt-1 text-14">{t('status.owner', { name: owner.name, title })}</p>
      {department && <p className="text-12 text-ink-3">{department.name}</p>}
    </div>
  )
}
