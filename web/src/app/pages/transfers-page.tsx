import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { TransfersView } from '@/features/transfers/transfers-view'
import { usePageTitle } from '../page-title'

export default function TransfersPage(): ReactElement {
  const { t } = useTranslation()
  usePageTitle(t('transfers.title'))
  return <TransfersView />
}
