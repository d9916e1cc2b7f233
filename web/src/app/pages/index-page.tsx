import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { IndexView } from '@/features/index/index-view'
import { usePageTitle } from '../page-title'

export default function IndexPage(): ReactElement {
  const { t } = useTranslation()
  usePageTitle(t('index.title'))
  return <IndexView />
}
