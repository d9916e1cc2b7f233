import { create } from 'zustand'
import { ApiError, NetworkError } from '@/api/client'
import { cancelDocument } from '@/api/documents'
import type { Access, DocumentItem } from '@/api/types'
import { sendFile, type Transport } from './transport'

export type UploadState =
  'waiting' | 'sending' | 'queued' | 'indexing' | 'searchable' | 'ready' | 'failed' | 'cancelled'

export type UploadFailure =
  | { kind: 'network' }
  | { kind: 'unknown' }
  | { kind: 'quarantined' }
  /** The words of the server. */
  | { kind: 'told'; text: string }

export interface Upload {
  key: string
  file: File
  access: Access | null
  state: UploadState
  /** From 0 to 1: of bytes while sending, of pages while indexing. */
  progress: number
  documentId: string | null
  failure: UploadFailure | null
}

interface UploadStore {
  uploads: Upload[]
}

export const useUploads = create<UploadStore>(() => ({ uploads: [] }))

/** Two at a time: one waits for the server while the other uses the line. */
const AT_ONCE = 2
const OVERLOADED = new Set([429, 503])
const DEFAULT_WAIT_S = 2

const aborts = new Map<string, AbortController>()
const UNKNOWN: UploadFailure = { kind: 'unknown' }
let transport: Transport = sendFile
let pausedUntil = 0

export function setTransport(next: Transport): void {
  transport = next
}

function patch(key: string, change: Partial<Upload>): void {
  useUploads.setState(({ uploads }) => ({
    uploads: uploads.map((upload) => (upload.key === key ? { ...upload, ...change } : upload)),
  }))
}

export function addUploads(files: File[], access: Access | null): void {
  const added = files.map((file): Upload => ({
    key: crypto.randomUUID(),
    file,
    access,
    state: 'waiting',
    progress: 0,
    documentId: null,
    failure: null,
  }))
  useUploads.setState(({ uploads }) => ({ uploads: [...uploads, ...added] }))
  pump()
}

export function cancelUpload(key: string): void {
  aborts.get(key)?.abort()
  patch(key, { state: 'cancelled' })
  pump()
}

/** Sends a file again. What failed in indexing is the server's to retry: see retryDocument. */
export function retryUpload(key: string): void {
  patch(key, { state: 'waiting', progress: 0, failure: null, documentId: null })
  pump()
}

/** Takes back what the server is reading in already. */
export async function cancelAccepted(upload: Upload): Promise<void> {
  if (upload.documentId === null) return
  await cancelDocument(upload.documentId)
  patch(upload.key, { state: 'cancelled', documentId: null })
}

export function markRetried(key: string): void {
  patch(key, { state: 'queued', progress: 0, failure: null })
}

export const isFinished = ({ state }: Upload): boolean =>
  state === 'ready' || state === 'failed' || state === 'cancelled'

export function clearFinished(): void {
  useUploads.setState(({ uploads }) => ({
    uploads: uploads.filter((upload) => !isFinished(upload)),
  }))
}

export function clearUploads(): void {
  for (const abort of aborts.values()) abort.abort()
  aborts.clear()
  useUploads.setState({ uploads: [] })
}

/** What the server tells of a document moves the upload it came from. */
export function followDocument(document: DocumentItem): void {
  const upload = useUploads.getState().uploads.find((item) => item.documentId === document.id)
  if (!upload || upload.state === 'cancelled') return
  const { status, progress } = document
  if (status === 'ready') patch(upload.key, { state: 'ready', progress: 1, failure: null })
  else if (status === 'processing') patch(upload.key, { state: 'indexing', progress })
  else if (status === 'searchable') patch(upload.key, { state: 'searchable', progress })
  else if (status === 'queued') patch(upload.key, { state: 'queued', progress: 0 })
  else if (status === 'quarantined') {
    patch(upload.key, { state: 'failed', failure: { kind: 'quarantined' } })
  } else {
    const text = document.failure?.message
    patch(upload.key, {
      state: 'failed',
      failure: text ? { kind: 'told', text } : { kind: 'unknown' },
    })
  }
}

function pump(): void {
  if (Date.now() < pausedUntil) return
  const { uploads } = useUploads.getState()
  const free = AT_ONCE - uploads.filter(({ state }) => state === 'sending').length
  for (const upload of uploads
    .filter(({ state }) => state === 'waiting')
    .slice(0, Math.max(0, free)))
    void sendOne(upload)
}

async function sendOne(upload: Upload): Promise<void> {
  const { key } = upload
  const abort = new AbortController()
  aborts.set(key, abort)
  patch(key, { state: 'sending', progress: 0 })
  try {
    const accepted = await transport(
      upload.file,
      upload.access,
      (progress) => {
        if (!abort.signal.aborted) patch(key, { progress })
      },
      abort.signal,
    )
    if (abort.signal.aborted) return
    const document = accepted.documents[0]
    const reason = accepted.rejected?.[0]?.problem.detail
    if (document) patch(key, { state: 'queued', progress: 0, documentId: document.id })
    else {
      const failure = reason ? ({ kind: 'told', text: reason } as const) : UNKNOWN
      patch(key, { state: 'failed', failure })
    }
  } catch (error) {
    if (!abort.signal.aborted) refused(key, error)
  } finally {
    if (aborts.get(key) === abort) aborts.delete(key)
    pump()
  }
}

function refused(key: string, error: unknown): void {
  if (error instanceof ApiError && OVERLOADED.has(error.status)) {
    // The server asks for time: the whole queue waits, and nothing is lost.
    const waitMs = (error.retryAfter ?? DEFAULT_WAIT_S) * 1000
    pausedUntil = Date.now() + waitMs
    patch(key, { state: 'waiting', progress: 0 })
    setTimeout(() => {
      pausedUntil = 0
      pump()
    }, waitMs)
    return
  }
  let failure: UploadFailure = { kind: 'unknown' }
  if (error instanceof NetworkError) failure = { kind: 'network' }
  else if (error instanceof ApiError && error.problem.detail !== '') {
    failure = { kind: 'told', text: error.problem.detail }
  }
  patch(key, { state: 'failed', failure })
}
