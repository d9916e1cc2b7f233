import { type ReactElement, type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { importEntries } from '@/api/dictionary'
import type { DictionaryImport } from '@/api/types'
import { Button } from '@/components/button'
import { Dialog } from '@/components/dialog'
import { Field } from '@/components/field'
import { problemText } from '@/lib/problem-text'

interface ImportDialogProps {
  onClose: () => void
  onDone: () => Promise<void>
}

/** Takes a file in and tells of each line that was not taken. */
export function ImportDialog({ onClose, onDone }: ImportDialogProps): ReactElement {
  const { t } = useTranslation()
  const [file, setFile] = useState<File | null>(null)
  const [done, setDone] = useState<DictionaryImport | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const start = async (event: SubmitEvent) => {
    event.preventDefault()
    if (file === null) return
    setBusy(true)
    setError(null)
    setDone(null)
    try {
      setDone(await importEntries(file))
      await onDone()
    } catch (cause) {
      setError(problemText(cause, t))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog open onOpenChange={onClose} title={t('dictionary.importTitle')}>
      <form onSubmit={(event) => void start(event)} className="space-y-5">
        <p className="text-14 text-ink-2">{t('dictionary.importText')}</p>
        <Field
          label={t('dictionary.importFile')}
          type="file"
          accept=".csv,text/csv"
          onChange={(event) => setFile(event.target.files?.[0] ?? null)}
        />
        {error !== null && (
          <p role="alert" className="text-14 text-loss">
            {error}
          </p>
        )}
        <div role="status" className="text-14">
          {done !== null && <Outcome done={done} />}
        </div>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>
            {done === null ? t('action.cancel') : t('action.close')}
          </Button>
          <Button type="submit" look="primary" disabled={busy || file === null}>
            {t('dictionary.importStart')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Outcome({ done }: { done: DictionaryImport }): ReactElement {
  const { t } = useTranslation()
  const { added, changed, unchanged, skipped } = done
  return (
    <>
      <p>{t('dictionary.importDone', { added, changed, unchanged })}</p>
      {skipped.length > 0 && (
        <>
          <p className="mt-2 font-medium">{t('dictionary.importSkipped')}</p>
          <ul className="mt-1 list-disc ps-5 text-loss">
            {skipped.map(({ line, problem }) => (
              <li key={line}>{t('dictionary.importLine', { line, problem })}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
