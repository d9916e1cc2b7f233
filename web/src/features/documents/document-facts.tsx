import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Facts } from '@/api/facts'
import { formatDate } from '@/lib/format'

interface Shown {
  value: string
  byPerson: boolean
}

/** What the document says about itself, as far as it was recognised or somebody has set it. */
export function DocumentFacts({ facts }: { facts: Facts }): ReactElement | null {
  const { t } = useTranslation()
  const shown = useShown(facts)
  if (shown.length === 0) return null
  return (
    <section className="mt-3 text-14" aria-label={t('documents.facts.title')}>
      <dl className="flex flex-wrap gap-x-6 gap-y-1">
        {shown.map(([name, { value, byPerson }]) => (
          <div key={name} className="flex gap-1.5">
            <dt className="text-ink-3">{t(`documents.facts.${name}`)}</dt>
            <dd title={byPerson ? t('documents.facts.byPerson') : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

type Name =
  'type' | 'number' | 'dated' | 'edition' | 'validFrom' | 'validUntil' | 'parties' | 'dataClass'

function useShown(facts: Facts): [Name, Shown][] {
  const { t, i18n } = useTranslation()
  const day = (iso: string) => formatDate(iso, i18n.language)
  const known: [Name, Shown | undefined][] = [
    ['type', named(facts.type, (value) => t(`documents.types.${value}`))],
    ['number', named(facts.number, String)],
    ['dated', named(facts.dated, day)],
    ['edition', named(facts.edition, String)],
    ['validFrom', named(facts.valid_from, day)],
    ['validUntil', named(facts.valid_until, day)],
    ['parties', named(facts.parties, (value) => value.join(', '))],
    ['dataClass', named(facts.data_class, (value) => t(`documents.dataClasses.${value}`))],
  ]
  return known.filter((each): each is [Name, Shown] => each[1] !== undefined)
}

interface Fact<T> {
  value: T
  confidence: number
  set_by_person: boolean
}

/** Guesses that are no better than a toss are not shown. */
const SURE = 0.5

function named<T>(
  fact: Fact<T> | null | undefined,
  words: (value: T) => string,
): Shown | undefined {
  if (!fact || fact.confidence < SURE) return undefined
  return { value: words(fact.value), byPerson: fact.set_by_person }
}
