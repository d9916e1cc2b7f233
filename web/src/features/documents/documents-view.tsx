import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Search, Upload as UploadIcon } from 'lucide-react'
import { type ReactElement, useCallback, useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { documentKeys, type DocumentFilters, listDocuments } from '@/api/documents'
import { Button } from '@/components/button'
import { fieldClass, Select } from '@/components/field'
import { Skeleton, StateCard } from '@/components/states'
import { cn } from '@/lib/cn'
import { useDebounced } from '@/lib/debounced'
import { problemText } from '@/lib/problem-text'
import { DocumentTable } from './document-table'
import { DropArea } from './drop-area'
import { ProgressOverviewLine } from './progress-line'
import { UploadDialog } from './upload-dialog'
import { UploadList } from './upload-list'
import { useDocumentEvents } from './use-document-events'
import { useProgressEvents } from './use-progress'

const NO_FILTERS: DocumentFilters = { q: '', status: '', sort: '-updated_at' }

/** The library: what Znatok answers from, and the way to add to it. */
export function DocumentsView(): ReactElement {
  const { t } = useTranslation()
  const [filters, setFilters] = useState(NO_FILTERS)
  const [choosing, setChoosing] = useState(false)
  const [files, setFiles] = useState<File[]>([])
  const [note, setNote] = useState('')
  useDocumentEvents()
  useProgressEvents()
  const drop = useCallback((dropped: File[]) => {
    setFiles(dropped)
    setChoosing(true)
  }, [])
  return (
    <DropArea onFiles={drop}>
      <div className="mx-auto w-full max-w-6xl px-4 py-8 sm:px-6">
        <div className="flex items-start justify-between gap-4">
          <div>
            <h1 className="text-28 font-semibold">{t('documents.title')}</h1>
            <p className="text-ink-2">{t('documents.lead')}</p>
          </div>
          <Button
            look="primary"
            onClick={() => {
              setFiles([])
              setChoosing(true)
            }}
          >
            <UploadIcon size={18} aria-hidden />
            {t('documents.upload')}
          </Button>
        </div>
        <Filters filters={filters} onChange={setFilters} />
        <p role="status" className={note === '' ? 'sr-only' : 'mb-4 text-14 text-ink-2'}>
          {note}
        </p>
        <UploadList />
        <ProgressOverviewLine />
        <List filters={filters} onReset={() => setFilters(NO_FILTERS)} onNote={setNote} />
      </div>
      <UploadDialog open={choosing} onOpenChange={setChoosing} files={files} onFiles={setFiles} />
    </DropArea>
  )
}

interface FiltersProps {
  filters: DocumentFilters
  onChange: (filters: DocumentFilters) => void
}

function Filters({ filters, onChange }: FiltersProps): ReactElement {
  const { t } = useTranslation()
  return (
    <div className="mt-6 mb-6 flex flex-wrap gap-2" role="search">
      <div className="relative min-w-60 flex-1 max-sm:basis-full">
        <Search
          size={18}
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-ink-3"
        />
        <input
          type="search"
          aria-label={t('documents.search')}
          placeholder={t('documents.searchHint')}
          value={filters.q}
          onChange={(event) => onChange({ ...filters, q: event.target.value })}
          className={cn(fieldClass, 'ps-10 text-14')}
        />
      </div>
      <Select
        label={t('documents.filter')}
        value={filters.status}
        onChange={(status) => onChange({ ...filters, status })}
        options={[
          { value: '', label: t('documents.all') },
          { value: 'ready', label: t('documents.status.ready') },
          { value: 'searchable', label: t('documents.status.searchable') },
          { value: 'processing', label: t('documents.status.processing') },
          { value: 'queued', label: t('documents.status.queued') },
          { value: 'failed', label: t('documents.status.failed') },
          { value: 'quarantined', label: t('documents.status.quarantined') },
        ]}
      />
      <Select
        label={t('documents.sort')}
        value={filters.sort}
        onChange={(sort) => onChange({ ...filters, sort })}
        options={[
          { value: '-updated_at', label: t('documents.sortUpdated') },
          { value: 'updated_at', label: t('documents.sortOldest') },
          { value: 'title', label: t('documents.sortTitle') },
          { value: '-size_bytes', label: t('documents.sortSize') },
        ]}
      />
    </div>
  )
}

interface ListProps {
  filters: DocumentFilters
  onReset: () => void
  onNote: (note: string) => void
}

const SEARCH_PAUSE_MS = 250

function List({ filters, onReset, onNote }: ListProps): ReactElement {
  const { t } = useTranslation()
  const settled = useDebounced(filters, SEARCH_PAUSE_MS)
  const list = useInfiniteQuery({
    queryKey: documentKeys.list(settled),
    queryFn: ({ pageParam, signal }) => listDocuments(settled, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  })
  const items = useDeferredValue(list.data?.pages.flatMap((page) => page.items) ?? [])
  if (list.isPending) return <Skeleton lines={8} label={t('documents.title')} />
  if (list.isError) {
    return (
      <StateCard role="alert" title={t('error.load')} text={problemText(list.error, t)}>
        <Button onClick={() => void list.refetch()}>{t('action.retry')}</Button>
      </StateCard>
    )
  }
  if (list.data.pages.every((page) => page.items.length === 0)) {
    return settled.q === '' && settled.status === '' ? (
      <StateCard title={t('documents.emptyTitle')} text={t('documents.emptyText')} />
    ) : (
      <StateCard
        role="status"
        title={t('documents.nothingTitle')}
        text={t('documents.nothingText')}
      >
        <Button onClick={onReset}>{t('documents.resetFilters')}</Button>
      </StateCard>
    )
  }
  return (
    <>
      <DocumentTable items={items} onNote={onNote} />
      {list.hasNextPage && (
        <div className="mt-4 text-center">
          <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('action.more')}
          </Button>
        </div>
      )}
    </>
  )
}
