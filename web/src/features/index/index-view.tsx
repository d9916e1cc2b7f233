import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { FoldersPart } from './folders-part'
import { GenerationsPart } from './generations-part'

/** What questions are answered from, what is built beside it, and the folders it is filled from. */
export function IndexView(): ReactElement {
  const { t } = useTranslation()
  return (
    <div className="mx-auto w-full max-w-5xl space-y-10 px-4 py-8 sm:px-6">
      <section>
        <h1 className="text-28 font-semibold">{t('index.title')}</h1>
        <p className="mb-6 text-ink-2">{t('index.lead')}</p>
        <GenerationsPart />
      </section>
      <FoldersPart />
    </div>
  )
}
