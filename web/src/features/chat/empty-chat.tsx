import { useQuery } from '@tanstack/react-query'
import { ArrowUpRight } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Skeleton } from '@/components/states'
import { chatKeys, getSuggestions } from './api'

/** What one can do here, with real questions this reader gets answered. */
export function EmptyChat({ ask }: { ask: (question: string) => void }): ReactElement {
  const { t, i18n } = useTranslation()
  const suggestions = useQuery({
    queryKey: [...chatKeys.suggestions, i18n.language],
    queryFn: ({ signal }) => getSuggestions(signal),
    staleTime: 5 * 60_000,
  })
  const questions = (suggestions.data ?? []).slice(0, 3)
  return (
    <div className="flex min-h-full flex-col justify-center py-10">
      <h1 className="text-28 font-semibold text-balance">{t('chat.emptyTitle')}</h1>
      <p className="mt-2 max-w-md text-ink-2 text-pretty">{t('chat.emptyText')}</p>
      {suggestions.isPending && (
        <div className="mt-8 max-w-md">
          <Skeleton lines={3} label={t('chat.examples')} />
        </div>
      )}
      {questions.length > 0 && (
        <section aria-labelledby="examples-title" className="mt-8">
          <h2 id="examples-title" className="text-12 text-ink-3">
            {t('chat.examples')}
          </h2>
          <ul className="mt-1 divide-y divide-line border-y border-line">
            {questions.map((question) => (
              <li key={question}>
                <button
                  type="button"
                  onClick={() => ask(question)}
                  className="group flex w-full items-center justify-between gap-4 px-1 py-3 text-start hover:bg-sunken"
                >
                  {question}
                  <ArrowUpRight
                    size={18}
                    aria-hidden
                    className="shrink-0 text-ink-3 group-hover:text-accent"
                  />
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
