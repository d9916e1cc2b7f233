import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Sparkles } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listQuestions, proposeQuestions, qualityKeys, type QuestionFilters } from '@/api/quality'
import { Button } from '@/components/button'
import { fieldClass, Select } from '@/components/field'
import { Skeleton, StateCard } from '@/components/states'
import { cn } from '@/lib/cn'
import { useDebounced } from '@/lib/debounced'
import { problemText } from '@/lib/problem-text'
import { QuestionList } from './question-list'

const SEARCH_PAUSE_MS = 250

/** The golden questions: proposals are decided about here, one key each. */
export function QuestionsPart({ admin }: { admin: boolean }): ReactElement {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [filters, setFilters] = useState<QuestionFilters>({ status: 'proposed', q: '' })
  const settled = useDebounced(filters, SEARCH_PAUSE_MS)
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const list = useInfiniteQuery({
    queryKey: qualityKeys.list(settled),
    queryFn: ({ pageParam, signal }) => listQuestions(settled, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  })
  const propose = async () => {
    setBusy(true)
    try {
      const { documents, added } = await proposeQuestions()
      setFilters({ status: 'proposed', q: '' })
      setNote(t('quality.questions.proposed', { documents, added }))
    } catch (cause) {
      setNote(problemText(cause, t))
    }
    await queryClient.invalidateQueries({ queryKey: qualityKeys.questions })
    setBusy(false)
  }
  const counts = list.data?.pages[0]?.counts
  const named = (['proposed', 'confirmed', 'rejected'] as const).map((status) => ({
    value: status,
    label: t(`quality.questions.statuses.${status}`, { n: counts?.[status] ?? 0 }),
  }))
  return (
    <section aria-labelledby="quality-questions" className="mt-10">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="quality-questions" className="text-20 font-semibold">
          {t('quality.questions.title')}
        </h2>
        {admin && (
          <Button disabled={busy} onClick={() => void propose()}>
            <Sparkles size={16} aria-hidden />
            {t('quality.questions.propose')}
          </Button>
        )}
      </div>
      <div className="mt-3 flex flex-wrap gap-2" role="search">
        <input
          type="search"
          aria-label={t('quality.questions.search')}
          placeholder={t('quality.questions.search')}
          value={filters.q}
          onChange={(event) => setFilters({ ...filters, q: event.target.value })}
          className={cn(fieldClass, 'min-w-52 flex-1 text-14 max-sm:basis-full')}
        />
        <Select
          label={t('quality.questions.status')}
          value={filters.status}
          onChange={(status) => setFilters({ ...filters, status })}
          options={[...named, { value: '', label: t('quality.questions.all') }]}
        />
      </div>
      <p role="status" className={note === '' ? 'sr-only' : 'mt-3 text-14 text-ink-2'}>
        {note}
      </p>
      {list.isPending ? (
        <Skeleton lines={6} label={t('quality.questions.title')} />
      ) : list.isError ? (
        <StateCard role="alert" title={t('error.load')} text={problemText(list.error, t)}>
          <Button onClick={() => void list.refetch()}>{t('action.retry')}</Button>
        </StateCard>
      ) : (
        <>
          <QuestionList
            items={list.data.pages.flatMap((page) => page.items)}
            admin={admin}
            onNote={setNote}
          />
          {list.hasNextPage && (
            <div className="mt-4 text-center">
              <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('action.more')}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  )
}
