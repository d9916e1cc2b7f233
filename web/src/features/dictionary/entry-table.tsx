import { useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeEntry, dictionaryKeys } from '@/api/dictionary'
import type { DictionaryEntry } from '@/api/types'
import { formatDate } from '@/lib/format'
import { problemText } from '@/lib/problem-text'
import { Link } from '@/lib/router'
import { EntryActions } from './entry-actions'

interface TableProps {
  items: readonly DictionaryEntry[]
  onNote: (note: string) => void
}

/** A table on a wide screen; on a phone each row folds into a card of its own. */
export function EntryTable({ items, onNote }: TableProps): ReactElement {
  const { t } = useTranslation()
  const head = 'py-2 pr-4 text-start font-normal whitespace-nowrap'
  return (
    <table className="w-full border-t border-line text-14 max-md:block">
      <caption className="sr-only">{t('dictionary.table')}</caption>
      <thead className="text-12 text-ink-3 max-md:sr-only">
        <tr className="border-b border-line">
          <th scope="col" className={head}>
            {t('dictionary.columnTerm')}
          </th>
          <th scope="col" className={head}>
            {t('dictionary.columnVariants')}
          </th>
          <th scope="col" className={head}>
            {t('dictionary.columnFor')}
          </th>
          <th scope="col" className={head}>
            {t('dictionary.columnUse')}
          </th>
          <th scope="col" className="w-9 py-2">
            <span className="sr-only">{t('action.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {items.map((entry) => (
          <Row key={entry.id} entry={entry} onNote={onNote} />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps {
  entry: DictionaryEntry
  onNote: (note: string) => void
}

function Row({ entry, onNote }: RowProps): ReactElement {
  const cell = 'py-2 pr-4 align-top max-md:block max-md:p-0'
  return (
    <tr
      data-entry={entry.id}
      data-state={entry.state}
      className="border-b border-line hover:bg-sunken max-md:relative max-md:block max-md:space-y-1 max-md:py-3 max-md:pr-10"
    >
      <th scope="row" className={`${cell} text-start font-normal md:w-2/5`}>
        <Term entry={entry} />
      </th>
      <td className={`${cell} break-words text-ink-2`}>{entry.variants.join(', ')}</td>
      <td className={`${cell} text-ink-2 max-md:text-12 max-md:text-ink-3`}>
        <Audience entry={entry} />
      </td>
      <td className={cell}>
        <InUse entry={entry} onNote={onNote} />
      </td>
      <td className="w-9 py-1 align-top max-md:absolute max-md:top-2 max-md:right-0">
        {entry.can_edit && entry.origin !== 'builtin' && (
          <EntryActions entry={entry} onNote={onNote} />
        )}
      </td>
    </tr>
  )
}

function Term({ entry }: { entry: DictionaryEntry }): ReactElement {
  const { t, i18n } = useTranslation()
  const kind = t(`dictionary.kind.${entry.kind}`).toLocaleLowerCase()
  const mark = entry.origin === 'builtin' ? t('dictionary.builtinMark') : null
  const proposed = entry.state === 'proposed' ? t('dictionary.proposedMark') : null
  return (
    <>
      <span className="font-medium break-words">{entry.canonical}</span>
      <span className="block text-12 text-ink-3">
        {[kind, mark, proposed].filter((each) => each !== null).join(', ')}
      </span>
      {entry.quote !== '' && (
        <q className="mt-1 line-clamp-2 block text-12 text-ink-2">{entry.quote}</q>
      )}
      {entry.document && (
        <span className="block text-12 text-ink-3">
          {t('dictionary.foundIn')}{' '}
          <Link
            to={`/documents/${encodeURIComponent(entry.document.id)}`}
            className="text-accent underline"
          >
            {entry.document.name}
          </Link>
        </span>
      )}
      {entry.added_by !== null && (
        <span className="block text-12 text-ink-3">
          {t('dictionary.addedBy', {
            name: entry.added_by,
            date: formatDate(entry.created_at, i18n.language),
          })}
        </span>
      )}
    </>
  )
}

function Audience({ entry }: { entry: DictionaryEntry }): ReactElement {
  const { t } = useTranslation()
  if (entry.document) return <>{t('dictionary.documentReaders')}</>
  if (entry.department) return <>{t('dictionary.department', { name: entry.department.name })}</>
  return <>{t('dictionary.everyone')}</>
}

function InUse({ entry, onNote }: RowProps): ReactElement {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const turn = async (enabled: boolean) => {
    setBusy(true)
    onNote('')
    try {
      await changeEntry(entry.id, { enabled })
      await queryClient.invalidateQueries({ queryKey: dictionaryKeys.lists })
    } catch (error) {
      onNote(`${t('dictionary.failed')} ${problemText(error, t)}`)
    } finally {
      setBusy(false)
    }
  }
  return (
    <label className="inline-flex items-center gap-2">
      <input
        type="checkbox"
        aria-label={t('dictionary.enabled', { term: entry.canonical })}
        checked={entry.enabled}
        disabled={busy || !entry.can_edit}
        onChange={(event) => void turn(event.target.checked)}
        className="size-5 accent-(--accent)"
      />
      <span aria-hidden className="text-12 text-ink-3 md:hidden">
        {t('dictionary.columnUse')}
      </span>
    </label>
  )
}
