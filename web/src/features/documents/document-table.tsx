import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentItem } from '@/api/types'
import { KindIcon } from '@/components/kind-icon'
import { formatBytes, formatDate } from '@/lib/format'
import { Link } from '@/lib/router'
import { DocumentActions } from './document-actions'
import { ProgressLine } from './progress-line'
import { StatusBadge } from './status-badge'
import { useAccessWords } from './use-access-words'

interface TableProps {
  items: DocumentItem[]
  onNote: (note: string) => void
}

/** One table; on a phone each row folds into a few lines. */
export function DocumentTable({ items, onNote }: TableProps): ReactElement {
  const { t } = useTranslation()
  const head = 'py-2 pr-4 text-start font-normal'
  return (
    <table className="w-full text-14 max-md:block" aria-label={t('documents.table')}>
      <thead className="border-b border-line text-12 text-ink-3 max-md:sr-only">
        <tr>
          <th scope="col" className={head}>
            {t('documents.columnTitle')}
          </th>
          <th scope="col" className={head}>
            {t('documents.columnStatus')}
          </th>
          <th scope="col" className={head}>
            {t('documents.columnAccess')}
          </th>
          <th scope="col" className={head}>
            {t('documents.columnUpdated')}
          </th>
          <th scope="col" className="py-2 pr-4 text-end font-normal">
            {t('documents.columnSize')}
          </th>
          <th scope="col" className="w-9 py-2">
            <span className="sr-only">{t('action.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {items.map((document) => (
          <Row key={document.id} document={document} onNote={onNote} />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps {
  document: DocumentItem
  onNote: (note: string) => void
}

function Row({ document, onNote }: RowProps): ReactElement {
  const { i18n } = useTranslation()
  const accessWords = useAccessWords()
  const { title, file_name: fileName, failure } = document
  const cell = 'py-2 pr-4'
  const folded = `${cell} max-md:inline-flex max-md:p-0`
  return (
    <tr
      data-document={document.id}
      data-status={document.status}
      className="border-b border-line hover:bg-sunken max-md:relative max-md:flex max-md:flex-wrap max-md:items-center max-md:gap-x-3 max-md:gap-y-1 max-md:py-3 max-md:pr-10 max-md:pl-[42px]"
    >
      <th
        scope="row"
        className="py-2 pr-4 text-start font-normal max-md:-ml-[42px] max-md:w-[calc(100%+42px)] max-md:p-0"
      >
        <span className="flex items-center gap-3 md:ps-1">
          <KindIcon kind={document.kind} />
          <span className="min-w-0">
            <Link
              to={`/documents/${encodeURIComponent(document.id)}`}
              className="line-clamp-2 font-medium hover:text-accent"
            >
              {title}
            </Link>
            {title !== fileName && (
              <span className="line-clamp-1 text-12 break-all text-ink-3">{fileName}</span>
            )}
            {failure && (
              <span className="mt-1 line-clamp-2 text-12 text-loss">{failure.message}</span>
            )}
          </span>
        </span>
      </th>
      <td className={folded}>
        <StatusBadge document={document} />
        <span className="block max-w-56">
          <ProgressLine id={document.id} />
        </span>
      </td>
      <td className={`${folded} text-ink-2 max-md:text-12 max-md:text-ink-3`}>
        {accessWords(document.access)}
      </td>
      <td className={`${cell} whitespace-nowrap text-ink-2 tabular-nums max-md:hidden`}>
        {formatDate(document.updated_at, i18n.language)}
      </td>
      <td className={`${cell} text-end whitespace-nowrap text-ink-2 tabular-nums max-md:hidden`}>
        {formatBytes(document.size_bytes, i18n.language)}
      </td>
      <td className="w-9 py-1 max-md:absolute max-md:top-2 max-md:right-0">
        <DocumentActions document={document} onNote={onNote} />
      </td>
    </tr>
  )
}
