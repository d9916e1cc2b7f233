import { HoverCard } from 'radix-ui'
import { type ReactElement, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Citation } from '@/api/types'
import { cn } from '@/lib/cn'
import { useCitations } from './citation-context'

/** „страница 2“ or „лист «Цены»“, whichever the source has; empty otherwise. */
export function usePlace(): (citation: Citation) => string {
  const { t } = useTranslation()
  return ({ page, sheet }) => {
    if (page !== null) return t('citation.page', { page })
    if (sheet !== null && sheet !== '') return t('citation.sheet', { sheet })
    return ''
  }
}

export function CitationChip({ n }: { n: number }): ReactElement | null {
  const { t } = useTranslation()
  const { byNumber, open, opened } = useCitations()
  const placeOf = usePlace()
  const [hovered, setHovered] = useState(false)
  const citation = byNumber.get(n)
  // The marker may come before its source: a chip that leads nowhere is not shown.
  if (!citation) return null
  const place = placeOf(citation)
  return (
    <HoverCard.Root
      openDelay={120}
      closeDelay={80}
      open={hovered}
      onOpenChange={(next) => setHovered(next && opened !== n)}
    >
      <HoverCard.Trigger asChild>
        <button
          type="button"
          data-citation={n}
          onClick={() => {
            setHovered(false)
            open(citation)
          }}
          aria-label={t('citation.chip', {
            n,
            title: citation.title,
            place: place === '' ? '' : `, ${place}`,
          })}
          aria-expanded={opened === n}
          className={cn(
            // 24 px high in the line box of 25: the line does not grow.
            'relative ml-1 inline-flex h-5 min-w-5 items-center justify-center rounded-sm px-1 align-[0.06em]',
            'font-sans text-12 leading-none font-semibold tabular-nums transition-colors',
            'after:absolute after:-inset-0.5',
            opened === n
              ? 'bg-accent text-on-accent'
              : 'bg-accent-soft text-accent hover:bg-accent hover:text-on-accent',
          )}
        >
          {n}
        </button>
      </HoverCard.Trigger>
      <HoverCard.Portal>
        <HoverCard.Content
          side="top"
          sideOffset={6}
          collisionPadding={12}
          className="z-50 w-80 max-w-[calc(100vw-24px)] rounded-md border border-line bg-surface p-3 text-14 animate-appear"
        >
          <p className="font-semibold">{citation.title}</p>
          {place !== '' && <p className="text-12 text-ink-3 first-letter:uppercase">{place}</p>}
          <p className="mt-2 line-clamp-6">
            <mark>{citation.quote}</mark>
          </p>
        </HoverCard.Content>
      </HoverCard.Portal>
    </HoverCard.Root>
  )
}

/** For the Markdown renderer; one identity for ever, so that its blocks stay memoised. */
export const citeChip = (n: number, key: string): ReactNode => <CitationChip key={key} n={n} />
