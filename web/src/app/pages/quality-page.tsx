import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { QualityView } from '@/features/quality/quality-view'
import { usePageTitle } from '../page-title'

export default function QualityPage(): ReactElement {
  const { t } = useTranslation()
  usePageTitle(t('quality.title'))
  return <QualityView />
}
