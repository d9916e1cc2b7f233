import { getJson, queryString, send, sendJson } from './client'
import type { Access, DocumentContent, DocumentDetail, DocumentItem, Named, Page } from './types'

export interface DocumentFilters {
  q: string
  status: string
  sort: string
}

export const documentKeys = {
  lists: ['documents'] as const,
  list: (filters: DocumentFilters) => ['documents', filters] as const,
  details: ['document'] as const,
  detail: (id: string) => ['document', id] as const,
  content: (id: string, version: number | null) => ['document-content', id, version] as const,
}

const PAGE_SIZE = 50

export function listDocuments(
  filters: DocumentFilters,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Page<DocumentItem>> {
  return getJson(`/documents${queryString({ ...filters, cursor, limit: PAGE_SIZE })}`, signal)
}

export function getDocument(id: string, signal?: AbortSignal): Promise<DocumentDetail> {
  return getJson(`/documents/${encodeURIComponent(id)}`, signal)
}

export function getContent(
  id: string,
  version: number | null,
  signal?: AbortSignal,
): Promise<DocumentContent> {
  return getJson(`/documents/${encodeURIComponent(id)}/content${queryString({ version })}`, signal)
}

export async function changeDocument(
  id: string,
  change: { title?: string; access?: Access },
): Promise<void> {
  await sendJson(`/documents/${encodeURIComponent(id)}`, 'PATCH', change)
}

export async function deleteDocument(id: string): Promise<void> {
  await sendJson(`/documents/${encodeURIComponent(id)}`, 'DELETE')
}

export async function retryDocument(id: string): Promise<void> {
  await sendJson(`/documents/${encodeURIComponent(id)}/retry`, 'POST')
}

/** Stops reading a document in: a first upload goes altogether, a new version leaves the old. */
export async function cancelDocument(id: string): Promise<void> {
  await sendJson(`/documents/${encodeURIComponent(id)}/cancel`, 'POST')
}

export async function addVersion(id: string, file: File): Promise<void> {
  const body = new FormData()
  body.append('file', file, file.name)
  await send(`/documents/${encodeURIComponent(id)}/versions`, { method: 'POST', body })
}

export async function listDepartments(signal?: AbortSignal): Promise<Named[]> {
  return (await getJson<{ items: Named[] }>('/departments', signal)).items
}

export async function listGroups(signal?: AbortSignal): Promise<Named[]> {
  return (await getJson<{ items: Named[] }>('/groups', signal)).items
}

/**
 * Saves the original file. It goes through fetch, because a plain link cannot carry the token,
 * and the token must not stand in an address.
 */
export async function downloadFile(
  id: string,
  version: number | null,
  fileName: string,
): Promise<void> {
  const response = await send(
    `/documents/${encodeURIComponent(id)}/file${queryString({ version })}`,
  )
  const url = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  document.body.append(link)
  link.click()
  link.remove()
  // Chromium reads the blob after the click returns.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
