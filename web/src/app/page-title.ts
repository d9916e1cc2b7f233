import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

/** Names the page in the tab and in the history: «Документы — Знаток». */
export function usePageTitle(title: string): void {
  const { t } = useTranslation()
  const name = t('app.name')
  useEffect(() => {
    document.title = title === '' ? name : `${title} — ${name}`
  }, [title, name])
}
