import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { ModelsView } from '@/features/models/models-view'
import { usePageTitle } from '../page-title'

export default function ModelsPage(): ReactElement {
  const { t } = useTranslation()
  usePageTitle(t('models.title'))
  return <ModelsView />
}
