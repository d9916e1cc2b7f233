import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Download, Ellipsis, FileUp, Plus, Search } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  dictionaryKeys,
  type DictionaryFilters,
  exportEntries,
  listEntries,
} from '@/api/dictionary'
import { Button, IconButton } from '@/components/button'
import { fieldClass, Select } from '@/components/field'
import { Menu, MenuItem } from '@/components/menu'
import { Skeleton, StateCard } from '@/components/states'
import { cn } from '@/lib/cn'
import { useDebounced } from '@/lib/debounced'
import { problemText } from '@/lib/problem-text'
import { EntryDialog } from './entry-dialog'
import { EntryTable } from './entry-table'
import { ImportDialog } from './import-dialog'

type Choice = '' | 'proposed' | 'manual' | 'document' | 'builtin'

interface Wanted {
  q: string
  choice: Choice
}

const EVERYTHING: Wanted = { q: '', choice: '' }
const SEARCH_PAUSE_MS = 250

function filtersOf({ q, choice }: Wanted): DictionaryFilters {
  return choice === 'proposed' ? { q, state: choice, origin: '' } : { q, state: '', origin: choice }
}

/** What the company calls things, and what Znatok takes it for. */
export function DictionaryView(): ReactElement {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [search, setSearch] = useState(EVERYTHING)
  const [open, setOpen] = useState<'add' | 'import' | null>(null)
  const [note, setNote] = useState('')
  const refresh = () => queryClient.invalidateQueries({ queryKey: dictionaryKeys.lists })
  const save = async () => {
    try {
      await exportEntries()
    } catch (error) {
      setNote(`${t('dictionary.failed')} ${problemText(error, t)}`)
    }
  }
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-8 sm:px-6">
      <div className="flex items-start justify-between gap-4">
        <div>
          <h1 className="text-28 font-semibold">{t('dictionary.title')}</h1>
          <p className="text-ink-2">{t('dictionary.lead')}</p>
        </div>
        <div className="flex shrink-0 gap-1">
          <Button look="primary" onClick={() => setOpen('add')}>
            <Plus size={18} aria-hidden />
            {t('dictionary.add')}
          </Button>
          <Menu
            trigger={
              <IconButton label={t('dictionary.moreActions')}>
                <Ellipsis size={18} aria-hidden />
              </IconButton>
            }
          >
            <MenuItem onSelect={() => setOpen('import')}>
              <FileUp size={16} aria-hidden />
              {t('dictionary.import')}
            </MenuItem>
            <MenuItem onSelect={() => void save()}>
              <Download size={16} aria-hidden />
              {t('dictionary.export')}
            </MenuItem>
          </Menu>
        </div>
      </div>
      <Filters search={search} onChange={setSearch} />
      <p role="status" className={note === '' ? 'sr-only' : 'mb-4 text-14 text-ink-2'}>
        {note}
      </p>
      <List search={search} onReset={() => setSearch(EVERYTHING)} onNote={setNote} />
      {open === 'add' && (
        <EntryDialog
          onClose={() => setOpen(null)}
          onSaved={async () => {
            setNote(t('dictionary.saved'))
            await refresh()
          }}
        />
      )}
      {open === 'import' && <ImportDialog onClose={() => setOpen(null)} onDone={refresh} />}
    </div>
  )
}

interface FiltersProps {
  search: Wanted
  onChange: (search: Wanted) => void
}

function Filters({ search, onChange }: FiltersProps): ReactElement {
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
          aria-label={t('dictionary.search')}
          placeholder={t('dictionary.searchHint')}
          value={search.q}
          maxLength={200}
          onChange={(event) => onChange({ ...search, q: event.target.value })}
          className={cn(fieldClass, 'ps-10 text-14')}
        />
      </div>
      <Select<Choice>
        label={t('dictionary.show')}
        value={search.choice}
        onChange={(choice) => onChange({ ...search, choice })}
        options={[
          { value: '', label: t('dictionary.all') },
          { value: 'proposed', label: t('dictionary.proposed') },
          { value: 'manual', label: t('dictionary.own') },
          { value: 'document', label: t('dictionary.found') },
          { value: 'builtin', label: t('dictionary.builtin') },
        ]}
      />
    </div>
  )
}

interface ListProps {
  search: Wanted
  onReset: () => void
  onNote: (note: string) => void
}

function List({ search, onReset, onNote }: ListProps): ReactElement {
  const { t } = useTranslation()
  const settled = filtersOf(useDebounced(search, SEARCH_PAUSE_MS))
  const list = useInfiniteQuery({
    queryKey: dictionaryKeys.list(settled),
    queryFn: ({ pageParam, signal }) => listEntries(settled, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  })
  if (list.isPending) return <Skeleton lines={8} label={t('dictionary.title')} />
  if (list.isError) {
    return (
      <StateCard role="alert" title={t('error.load')} text={problemText(list.error, t)}>
        <Button onClick={() => void list.refetch()}>{t('action.retry')}</Button>
      </StateCard>
    )
  }
  const items = list.data.pages.flatMap((page) => page.items)
  const total = list.data.pages[0]?.total ?? 0
  if (items.length === 0) {
    return settled.q === '' && settled.state === '' && settled.origin === '' ? (
      <StateCard title={t('dictionary.emptyTitle')} text={t('dictionary.emptyText')} />
    ) : (
      <StateCard
        role="status"
        title={t('dictionary.nothingTitle')}
        text={t('dictionary.nothingText')}
      >
        <Button onClick={onReset}>{t('dictionary.reset')}</Button>
      </StateCard>
    )
  }
  return (
    <>
      <p className="mb-2 text-14 text-ink-2">{t('dictionary.total', { count: total })}</p>
      <EntryTable items={items} onNote={onNote} />
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
