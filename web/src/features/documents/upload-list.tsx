import { RotateCcw, X } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { retryDocument } from '@/api/documents'
import { Button, IconButton } from '@/components/button'
import { Progress } from '@/components/states'
import { formatBytes, formatPercent } from '@/lib/format'
import { Link } from '@/lib/router'
import { ProgressLine } from './progress-line'
import {
  cancelAccepted,
  cancelUpload,
  clearFinished,
  isFinished,
  markRetried,
  retryUpload,
  type Upload,
  useUploads,
} from './upload-queue'

/** What is being sent and processed, file by file. */
export function UploadList(): ReactElement | null {
  const { t } = useTranslation()
  const uploads = useUploads((store) => store.uploads)
  if (uploads.length === 0) return null
  const ready = uploads.filter(({ state }) => state === 'ready').length
  return (
    <section
      aria-label={t('upload.queue')}
      className="mb-6 rounded-lg border border-line bg-surface"
    >
      <div className="flex min-h-12 items-center gap-3 border-b border-line px-4">
        <h2 className="text-14 font-semibold">{t('upload.queue')}</h2>
        <p className="text-14 text-ink-3 tabular-nums" role="status">
          {t('upload.summary', { ready, total: uploads.length })}
        </p>
        {uploads.some(isFinished) && (
          <Button look="quiet" className="-mr-3 ml-auto" onClick={clearFinished}>
            {t('upload.clear')}
          </Button>
        )}
      </div>
      <ul className="max-h-80 divide-y divide-line overflow-y-auto">
        {uploads.map((upload) => (
          <UploadRow key={upload.key} upload={upload} />
        ))}
      </ul>
    </section>
  )
}

function UploadRow({ upload }: { upload: Upload }): ReactElement {
  const { t, i18n } = useTranslation()
  const { key, file, state, progress, documentId } = upload
  const { name } = file
  const moving = state === 'sending' || state === 'indexing' || state === 'searchable'
  const accepted = state === 'queued' || state === 'indexing' || state === 'searchable'
  const retry = async () => {
    if (documentId === null) {
      retryUpload(key)
      return
    }
    markRetried(key)
    try {
      await retryDocument(documentId)
    } catch {
      // The document is gone or cannot be retried: the file is still here and goes anew.
      retryUpload(key)
    }
  }
  const cancel = async () => {
    if (!accepted) {
      cancelUpload(key)
      return
    }
    try {
      await cancelAccepted(upload)
    } catch {
      // It was ready just before: the stream of documents says so.
    }
  }
  return (
    <li className="flex min-h-14 items-center gap-3 px-4 py-2" data-upload-state={state}>
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-3">
          <span className="truncate text-14 font-medium">{name}</span>
          <span className="shrink-0 text-12 text-ink-3 tabular-nums">
            {formatBytes(file.size, i18n.language)}
          </span>
        </p>
        <p className={state === 'failed' ? 'text-12 text-loss' : 'text-12 text-ink-3 tabular-nums'}>
          <StateWords upload={upload} />
        </p>
        {accepted && documentId !== null && <ProgressLine id={documentId} />}
        {moving && (
          <div className="mt-1">
            <Progress value={progress} label={t('upload.progress', { name })} />
          </div>
        )}
      </div>
      {state === 'ready' && documentId !== null && (
        <Link
          to={`/documents/${encodeURIComponent(documentId)}`}
          className="text-14 text-accent underline underline-offset-3"
        >
          {t('upload.open')}
        </Link>
      )}
      {(state === 'failed' || state === 'cancelled') && (
        <IconButton label={t('upload.retry', { name })} onClick={() => void retry()}>
          <RotateCcw size={16} aria-hidden />
        </IconButton>
      )}
      {(state === 'waiting' || state === 'sending' || accepted) && (
        <IconButton label={t('upload.cancel', { name })} onClick={() => void cancel()}>
          <X size={16} aria-hidden />
        </IconButton>
      )}
    </li>
  )
}

function StateWords({ upload }: { upload: Upload }): string {
  const { t, i18n } = useTranslation()
  const percent = formatPercent(upload.progress, i18n.language)
  const { failure, state } = upload
  if (state === 'failed') {
    if (failure?.kind === 'told') return failure.text
    if (failure?.kind === 'network') return t('upload.network')
    if (failure?.kind === 'quarantined') return t('upload.quarantined')
    return t('error.unknown')
  }
  if (state === 'sending') return t('upload.sending', { percent })
  if (state === 'indexing') return t('upload.indexing', { percent })
  if (state === 'searchable') return t('upload.searchable', { percent })
  return t(`upload.${state}`)
}
