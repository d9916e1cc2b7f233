import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { DocumentsView } from '@/features/documents/documents-view'
import { usePageTitle } from '../page-title'

export default function DocumentsPage(): ReactElement {
  const { t } = useTranslation()
  usePageTitle(t('documents.title'))
  return <DocumentsView />
}
