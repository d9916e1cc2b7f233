import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, Download } from 'lucide-react'
import { type ReactElement, type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { documentKeys, downloadFile, getDocument, retryDocument } from '@/api/documents'
import type { DocumentDetail } from '@/api/types'
import { Button } from '@/components/button'
import { Select } from '@/components/field'
import { KindIcon } from '@/components/kind-icon'
import { Progress, Skeleton, StateCard } from '@/components/states'
import { formatBytes, formatDate } from '@/lib/format'
import { isMissing, problemText } from '@/lib/problem-text'
import { Link, navigate } from '@/lib/router'
import { DocumentActions } from './document-actions'
import { DocumentFacts } from './document-facts'
import { DocumentWarnings } from './document-warnings'
import { ProgressLine } from './progress-line'
import { RelatedDocuments } from './related-documents'
import { StatusBadge } from './status-badge'
import { useAccessWords } from './use-access-words'
import { useDocumentEvents } from './use-document-events'
import { useProgressEvents } from './use-progress'

interface DocumentViewProps {
  id: string
  /** The version in the address; the current one when null. */
  version: number | null
  onVersion: (version: number) => void
  onTitle: (title: string) => void
  /** The text of a version, to be read. */
  children: (document: DocumentDetail, version: number) => ReactNode
}

export function DocumentView(props: DocumentViewProps): ReactElement {
  const { t } = useTranslation()
  useDocumentEvents()
  useProgressEvents()
  const document = useQuery({
    queryKey: documentKeys.detail(props.id),
    queryFn: ({ signal }) => getDocument(props.id, signal),
  })
  return (
    <div className="mx-auto w-full max-w-4xl px-4 py-6 sm:px-6">
      <Link
        to="/documents"
        className="-ml-1 inline-flex min-h-9 items-center gap-1 rounded-md px-1 text-14 text-ink-2 hover:text-ink"
      >
        <ArrowLeft size={16} aria-hidden />
        {t('documents.back')}
      </Link>
      {document.isPending && (
        <div className="mt-6">
          <Skeleton lines={9} label={t('evidence.loading')} />
        </div>
      )}
      {document.isError &&
        (isMissing(document.error) ? (
          <StateCard title={t('documents.missingTitle')} text={t('documents.missingText')} />
        ) : (
          <StateCard role="alert" title={t('error.load')} text={problemText(document.error, t)}>
            <Button onClick={() => void document.refetch()}>{t('action.retry')}</Button>
          </StateCard>
        ))}
      {document.isSuccess && <Opened {...props} document={document.data} />}
    </div>
  )
}

function Opened(props: DocumentViewProps & { document: DocumentDetail }): ReactElement {
  const { t } = useTranslation()
  const { document, onTitle } = props
  const [note, setNote] = useState('')
  const version = props.version ?? document.version
  useEffect(() => onTitle(document.title), [onTitle, document.title])
  const download = async () => {
    setNote('')
    try {
      await downloadFile(document.id, version, document.file_name)
    } catch {
      setNote(t('evidence.downloadFailed'))
    }
  }
  return (
    <>
      <header className="mt-2 border-b border-line pb-4">
        <div className="flex items-start gap-3">
          <div className="mt-1 max-sm:hidden">
            <KindIcon kind={document.kind} />
          </div>
          <h1 className="min-w-0 flex-1 text-28 font-semibold text-pretty">{document.title}</h1>
          <DocumentActions
            document={document}
            onNote={setNote}
            onDeleted={() => navigate('/documents', { replace: true })}
          />
        </div>
        <MetaLine document={document} />
        <DocumentFacts facts={document.facts} />
        <RelatedDocuments id={document.id} canEdit={document.can_edit} />
        <div className="mt-3 flex flex-wrap items-center gap-2">
          {document.versions.length > 1 && version !== null && (
            <VersionChoice document={document} version={version} onVersion={props.onVersion} />
          )}
          <Button onClick={() => void download()}>
            <Download size={16} aria-hidden />
            {t('evidence.downloadOriginal')}
          </Button>
        </div>
        <p role="status" className={note === '' ? 'sr-only' : 'mt-3 text-14 text-ink-2'}>
          {note}
        </p>
        <DocumentWarnings warnings={document.warnings} />
      </header>
      <Progressing document={document} onNote={setNote} />
      {version !== null && document.status !== 'quarantined' && (
        <div className="mx-auto max-w-column py-6">{props.children(document, version)}</div>
      )}
    </>
  )
}

function MetaLine({ document }: { document: DocumentDetail }): ReactElement {
  const { t, i18n } = useTranslation()
  const accessWords = useAccessWords()
  const parts = [
    document.pages === null ? '' : t('documents.pages', { count: document.pages }),
    formatBytes(document.size_bytes, i18n.language),
    formatDate(document.updated_at, i18n.language),
    accessWords(document.access),
    t('documents.ownerLine', { name: document.owner.name }),
  ].filter((part) => part !== '')
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-14 text-ink-2 tabular-nums">
      <StatusBadge document={document} />
      <span>{parts.join(' · ')}</span>
    </div>
  )
}

interface VersionProps {
  document: DocumentDetail
  version: number
  onVersion: (version: number) => void
}

function VersionChoice({ document, version, onVersion }: VersionProps): ReactElement {
  const { t, i18n } = useTranslation()
  const options = document.versions.map(({ number, created_at }) => {
    const label = t('documents.versionLabel', {
      number,
      date: formatDate(created_at, i18n.language),
    })
    const current = number === document.version ? `, ${t('documents.versionCurrent')}` : ''
    return { value: String(number), label: label + current }
  })
  return (
    <Select
      label={t('documents.versions')}
      value={String(version)}
      options={options}
      onChange={(value) => onVersion(Number(value))}
    />
  )
}

interface ProgressingProps {
  document: DocumentDetail
  onNote: (note: string) => void
}

/** What stands between the reader and the text: a queue, a process, a failure. */
function Progressing({ document, onNote }: ProgressingProps): ReactElement | null {
  const { t } = useTranslation()
  const { status } = document
  if (status === 'ready') return null
  const text = status === 'failed' ? document.failure?.message : undefined
  const retry = async () => {
    try {
      await retryDocument(document.id)
    } catch (error) {
      onNote(problemText(error, t))
    }
  }
  return (
    <StateCard
      role="status"
      title={t(`documents.${status}Title`)}
      text={[text, t(`documents.${status}Text`)].filter(Boolean).join(' ')}
    >
      {(status === 'processing' || status === 'searchable') && (
        <Progress value={document.progress} label={t('documents.processingTitle')} />
      )}
      <ProgressLine id={document.id} />
      {status === 'failed' && document.can_edit && (
        <Button onClick={() => void retry()}>{t('action.retry')}</Button>
      )}
    </StateCard>
  )
}
