import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { documentKeys, getContent } from '@/api/documents'
import { Button } from '@/components/button'
import { Skeleton, StateCard } from '@/components/states'
import { problemText } from '@/lib/problem-text'
import { Reader } from './reader'

interface VersionTextProps {
  documentId: string
  version: number
  /** Code points of the stretch to mark. */
  start: number | null
  end: number | null
}

/** The text of a version to read, with a stretch marked when the address names one. */
export function VersionText({ documentId, version, start, end }: VersionTextProps): ReactElement {
  const { t } = useTranslation()
  const content = useQuery({
    queryKey: documentKeys.content(documentId, version),
    queryFn: ({ signal }) => getContent(documentId, version, signal),
    staleTime: Infinity,
  })
  const place = useMemo(
    () => (start === null || end === null ? null : { start, end, quote: '' }),
    [start, end],
  )
  if (content.isPending) return <Skeleton lines={9} label={t('evidence.loading')} />
  if (content.isError) {
    return (
      <StateCard
        role="alert"
        title={t('evidence.failedTitle')}
        text={problemText(content.error, t)}
      >
        <Button onClick={() => void content.refetch()}>{t('action.retry')}</Button>
      </StateCard>
    )
  }
  return <Reader content={content.data} place={place} topHeading="h2" />
}
