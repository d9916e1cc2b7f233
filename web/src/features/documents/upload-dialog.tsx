import { useQuery } from '@tanstack/react-query'
import { FileUp, X } from 'lucide-react'
import { type DragEvent, type ReactElement, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getMeta, useMe } from '@/api/session'
import type { Meta } from '@/api/types'
import { Button, IconButton } from '@/components/button'
import { Dialog } from '@/components/dialog'
import { cn } from '@/lib/cn'
import { formatBytes } from '@/lib/format'
import { AccessField, type AccessValue, isComplete, toAccess } from './access-field'
import { checkFile, suffixOf } from './check-file'
import { addUploads } from './upload-queue'

interface UploadDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  files: File[]
  onFiles: (files: File[]) => void
}

/** Choose files, say who may read them, send. Sending goes on behind the closed dialog. */
export function UploadDialog({
  open,
  onOpenChange,
  files,
  onFiles,
}: UploadDialogProps): ReactElement {
  const { t } = useTranslation()
  const me = useMe()
  const meta = useQuery({ queryKey: ['meta'], queryFn: getMeta, staleTime: Infinity })
  const [access, setAccess] = useState<AccessValue>({ choice: 'owner', groupIds: [] })
  const good = files.filter((file) => !meta.data || checkFile(file, meta.data) === null)
  const submit = () => {
    addUploads(good, toAccess(access, me))
    onOpenChange(false)
  }
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('upload.title')}>
      <div className="space-y-5">
        <FilePicker meta={meta.data} onAdd={(added) => onFiles([...files, ...added])} />
        {files.length > 0 && (
          <ChosenFiles
            files={files}
            meta={meta.data}
            onRemove={(file) => onFiles(files.filter((other) => other !== file))}
          />
        )}
        <AccessField value={access} onChange={setAccess} me={me} />
      </div>
      <div className="mt-6 flex justify-end gap-2">
        <Button onClick={() => onOpenChange(false)}>{t('action.cancel')}</Button>
        <Button look="primary" disabled={good.length === 0 || !isComplete(access)} onClick={submit}>
          {good.length === 0 ? t('upload.submitNone') : t('upload.submit', { count: good.length })}
        </Button>
      </div>
    </Dialog>
  )
}

interface PickerProps {
  meta: Meta | undefined
  onAdd: (files: File[]) => void
}

function FilePicker({ meta, onAdd }: PickerProps): ReactElement {
  const { t, i18n } = useTranslation()
  const id = useId()
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    event.stopPropagation()
    setOver(false)
    onAdd([...event.dataTransfer.files])
  }
  return (
    // Dropping is a pointer's way only; the keyboard has the input inside.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        'rounded-lg border border-dashed px-4 py-6 text-center',
        'has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-accent',
        over ? 'border-accent bg-accent-soft' : 'border-line-strong',
      )}
    >
      <FileUp size={24} aria-hidden className="mx-auto text-ink-3" />
      <p className="mt-2 text-14">
        {t('upload.drop')}{' '}
        <label htmlFor={id} className="text-accent underline underline-offset-3">
          {t('upload.choose')}
        </label>
        <input
          id={id}
          type="file"
          multiple
          className="sr-only"
          aria-label={t('upload.input')}
          accept={meta?.formats.join(',')}
          onChange={(event) => {
            onAdd([...(event.target.files ?? [])])
            // The same file may be chosen again after it was removed.
            event.target.value = ''
          }}
        />
      </p>
      {meta && (
        <p className="mt-1 text-12 text-ink-3">
          {t('upload.formats', {
            formats: meta.formats.map((suffix) => suffix.slice(1).toUpperCase()).join(', '),
            size: formatBytes(meta.max_upload_bytes, i18n.language),
          })}
        </p>
      )}
    </div>
  )
}

interface ChosenProps {
  files: File[]
  meta: Meta | undefined
  onRemove: (file: File) => void
}

function ChosenFiles({ files, meta, onRemove }: ChosenProps): ReactElement {
  const { t, i18n } = useTranslation()
  const problemOf = (file: File): string | null => {
    const problem = meta ? checkFile(file, meta) : null
    if (!meta || problem === null) return null
    return t(`upload.${problem}`, {
      size: formatBytes(meta.max_upload_bytes, i18n.language),
      suffix: suffixOf(file.name),
    })
  }
  return (
    <ul
      aria-label={t('upload.chosen')}
      className="max-h-48 divide-y divide-line overflow-y-auto border-y border-line"
    >
      {files.map((file, i) => {
        const problem = problemOf(file)
        return (
          <li key={`${file.name}-${i}`} className="flex items-center gap-3 py-1 ps-1">
            <span className="min-w-0 flex-1">
              <span className="block truncate text-14">{file.name}</span>
              {problem !== null && <span className="block text-12 text-loss">{problem}</span>}
            </span>
            <span className="shrink-0 text-12 text-ink-3 tabular-nums">
              {formatBytes(file.size, i18n.language)}
            </span>
            <IconButton
              label={t('upload.remove', { name: file.name })}
              onClick={() => onRemove(file)}
            >
              <X size={16} aria-hidden />
            </IconButton>
          </li>
        )
      })}
    </ul>
  )
}
