import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Written } from '@/api/types'

/** Which model wrote an answer, and what was left out, hidden from it, or not shown to it. */
export function WrittenBy({ written }: { written: Written }): ReactElement {
  const { t } = useTranslation()
  const { provider, model, dropped, withheld, masked, unsupported } = written
  const said = [
    written.fell_back ? t('written.fellBack') : t('written.by', { provider, model }),
    dropped > 0 && t('written.dropped', { count: dropped }),
    unsupported.length > 0 && t('written.unsupported', { count: unsupported.length }),
    withheld > 0 && t('written.withheld', { count: withheld }),
    masked > 0 && t('written.masked', { count: masked }),
  ].filter((part) => typeof part === 'string')
  return (
    <p className="mt-3 text-12 text-ink-3" data-testid="written-by">
      {said.join(' · ')}
    </p>
  )
}
