import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, NetworkError } from '@/api/client'
import type { Accepted, DocumentItem } from '@/api/types'
import { checkFile } from '@/features/documents/check-file'
import type { Transport } from '@/features/documents/transport'
import {
  addUploads,
  cancelUpload,
  clearFinished,
  clearUploads,
  followDocument,
  retryUpload,
  setTransport,
  useUploads,
} from '@/features/documents/upload-queue'

interface Sent {
  name: string
  progress: (share: number) => void
  accept: () => void
  refuse: (error: unknown) => void
  signal: AbortSignal
}

let sent: Sent[] = []

const fake: Transport = (file, _access, progress, signal) =>
  new Promise<Accepted>((resolve, reject) => {
    const id = `d-${file.name}-${sent.length}`
    sent.push({
      name: file.name,
      progress,
      signal,
      accept: () =>
        resolve({ documents: [{ id, status: 'queued', title: file.name, file_name: file.name }] }),
      refuse: reject,
    })
  })

const file = (name: string) => new File(['x'], name)
const states = () => useUploads.getState().uploads.map(({ state }) => state)
const settle = () => vi.advanceTimersByTimeAsync(0)
const problem = (status: number, detail: string) => ({ type: '', title: '', status, detail })

beforeEach(() => {
  vi.useFakeTimers()
  sent = []
  setTransport(fake)
})

afterEach(() => {
  clearUploads()
  vi.useRealTimers()
})

function tell(id: string, change: Partial<DocumentItem>): void {
  followDocument({ id, progress: 0, failure: null, ...change } as DocumentItem)
}

describe('upload queue', () => {
  it('sends 200 files two at a time and loses none', async () => {
    addUploads(
      Array.from({ length: 200 }, (_, i) => file(`${i}.pdf`)),
      null,
    )
    for (let i = 0; i < 200; i += 1) {
      expect(states().filter((state) => state === 'sending').length).toBeLessThanOrEqual(2)
      sent[i]?.accept()
      await settle()
    }
    expect(sent.map(({ name }) => name)).toEqual(Array.from({ length: 200 }, (_, i) => `${i}.pdf`))
    expect(new Set(states())).toEqual(new Set(['queued']))
  })

  it('shows bytes first, then what the server tells of the document', async () => {
    addUploads([file('a.pdf')], null)
    sent[0]?.progress(0.4)
    expect(useUploads.getState().uploads[0]).toMatchObject({ state: 'sending', progress: 0.4 })
    sent[0]?.accept()
    await settle()
    tell('d-a.pdf-0', { status: 'processing', progress: 0.7 })
    expect(useUploads.getState().uploads[0]).toMatchObject({ state: 'indexing', progress: 0.7 })
    tell('d-a.pdf-0', { status: 'ready' })
    expect(states()).toEqual(['ready'])
  })

  it('keeps the reason of a failure in the words of the server', async () => {
    addUploads([file('a.pdf'), file('b.pdf')], null)
    sent[0]?.refuse(new ApiError(problem(422, 'Файл закрыт паролем.')))
    sent[1]?.refuse(new NetworkError('cut'))
    await settle()
    expect(useUploads.getState().uploads.map(({ failure }) => failure)).toEqual([
      { kind: 'told', text: 'Файл закрыт паролем.' },
      { kind: 'network' },
    ])
  })

  it('sends again on retry', async () => {
    addUploads([file('a.pdf')], null)
    sent[0]?.refuse(new NetworkError('cut'))
    await settle()
    retryUpload(useUploads.getState().uploads[0]?.key ?? '')
    expect(states()).toEqual(['sending'])
    expect(sent).toHaveLength(2)
  })

  it('cancels the request and starts the next file', async () => {
    addUploads([file('a.pdf'), file('b.pdf'), file('c.pdf')], null)
    cancelUpload(useUploads.getState().uploads[0]?.key ?? '')
    sent[0]?.refuse(new DOMException('Cancelled', 'AbortError'))
    await settle()
    expect(sent[0]?.signal.aborted).toBe(true)
    expect(states()).toEqual(['cancelled', 'sending', 'sending'])
    clearFinished()
    expect(states()).toEqual(['sending', 'sending'])
  })

  it('waits as long as an overloaded server asks', async () => {
    addUploads([file('a.pdf'), file('b.pdf'), file('c.pdf')], null)
    sent[0]?.refuse(new ApiError(problem(429, 'Слишком часто.'), 5))
    await settle()
    expect(states()).toEqual(['waiting', 'sending', 'waiting'])
    await vi.advanceTimersByTimeAsync(5000)
    expect(states()).toEqual(['sending', 'sending', 'waiting'])
  })
})

describe('files before they are sent', () => {
  const meta = { formats: ['.pdf', '.docx'], max_upload_bytes: 100 }
  it.each([
    ['a.PDF', 10, null],
    ['a.exe', 10, 'badFormat'],
    ['README', 10, 'noSuffix'],
    ['a.pdf', 101, 'tooBig'],
    ['a.pdf', 0, 'emptyFile'],
  ] as const)('%s of %i bytes: %s', (name, size, expected) => {
    expect(checkFile({ name, size }, meta)).toBe(expected)
  })
})
