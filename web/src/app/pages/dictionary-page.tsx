import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { DictionaryView } from '@/features/dictionary/dictionary-view'
import { usePageTitle } from '../page-title'

export default function DictionaryPage(): ReactElement {
  const { t } = useTranslation()
  usePageTitle(t('dictionary.title'))
  return <DictionaryView />
}
