import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactElement, type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  cancelScan,
  forgetFolder,
  indexKeys,
  listFolders,
  scanFolder,
  watchFolder,
} from '@/api/indexing'
import type { WatchedFolder } from '@/api/types'
import { Button } from '@/components/button'
import { Field } from '@/components/field'
import { Progress, Skeleton } from '@/components/states'
import { formatDate } from '@/lib/format'
import { problemText } from '@/lib/problem-text'

const WATCH_MS = 3_000

/** Folders of the server: what each scan found, and what an administrator must decide. */
export function FoldersPart(): ReactElement {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [path, setPath] = useState('')
  const [note, setNote] = useState('')
  const list = useQuery({
    queryKey: indexKeys.folders,
    queryFn: ({ signal }) => listFolders(signal),
    refetchInterval: WATCH_MS,
  })
  const run = async (work: () => Promise<void>, done: string) => {
    try {
      await work()
      setNote(done)
    } catch (error) {
      setNote(problemText(error, t))
    } finally {
      await queryClient.invalidateQueries({ queryKey: indexKeys.folders })
    }
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    void run(() => watchFolder(path), t('index.folderAdded')).then(() => setPath(''))
  }
  return (
    <section aria-labelledby="folders-title">
      <h2 id="folders-title" className="text-20 font-semibold">
        {t('index.folders')}
      </h2>
      <p className="mb-4 text-14 text-ink-2">{t('index.foldersLead')}</p>
      <p role="status" className={note === '' ? 'sr-only' : 'mb-4 text-14 text-ink-2'}>
        {note}
      </p>
      {list.isPending ? (
        <Skeleton lines={2} label={t('index.folders')} />
      ) : list.isError ? (
        <p role="alert" className="text-14 text-loss">
          {problemText(list.error, t)}
        </p>
      ) : (
        <ul className="space-y-3">
          {list.data.map((each) => (
            <FolderCard key={each.id} folder={each} run={run} />
          ))}
        </ul>
      )}
      <form onSubmit={submit} className="mt-4 flex flex-wrap items-end gap-3">
        <Field
          label={t('index.folderPath')}
          value={path}
          required
          onChange={(event) => setPath(event.target.value)}
        />
        <Button type="submit">{t('index.watch')}</Button>
      </form>
    </section>
  )
}

interface FolderProps {
  folder: WatchedFolder
  run: (work: () => Promise<void>, done: string) => Promise<void>
}

function FolderCard({ folder, run }: FolderProps): ReactElement {
  const { t, i18n } = useTranslation()
  const { id, scan } = folder
  const running = scan.state === 'running'
  return (
    <li className="rounded-md border border-line p-4">
      <h3 className="text-16 font-medium break-all">{folder.path}</h3>
      <p className="text-14 text-ink-2">
        {t(`index.scan.${scan.state}`)}
        {scan.finished_at !== null && `, ${formatDate(scan.finished_at, i18n.language)}`}.{' '}
        {t('index.counts', {
          files: scan.files,
          added: scan.added,
          changed: scan.changed,
          moved: scan.moved,
          removed: scan.removed,
        })}
      </p>
      {running && (
        <Progress value={scan.total ? scan.done / scan.total : 0} label={t('index.progress')} />
      )}
      {scan.state === 'held_back' && (
        <p role="alert" className="text-14 text-loss">
          {t('index.heldBack', { missing: scan.missing })}
        </p>
      )}
      {scan.left_out_count > 0 && (
        <details className="text-14">
          <summary>{t('index.leftOut', { number: scan.left_out_count })}</summary>
          <ul>
            {scan.left_out.map((each) => (
              <li key={each.path} className="break-all">
                {each.path}: {t(`index.flaw.${each.flaw}`)}
              </li>
            ))}
          </ul>
        </details>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        {running ? (
          <Button onClick={() => void run(() => cancelScan(id), t('index.scanCancelled'))}>
            {t('action.cancel')}
          </Button>
        ) : (
          <Button onClick={() => void run(() => scanFolder(id, false), t('index.scanAsked'))}>
            {t('index.scanNow')}
          </Button>
        )}
        {scan.state === 'held_back' && (
          <Button onClick={() => void run(() => scanFolder(id, true), t('index.scanAsked'))}>
            {t('index.acceptRemovals')}
          </Button>
        )}
        <Button onClick={() => void run(() => forgetFolder(id), t('index.folderForgotten'))}>
          {t('index.forgetFolder')}
        </Button>
      </div>
    </li>
  )
}
