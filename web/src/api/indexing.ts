import { getJson, sendJson } from './client'
import type { Generation, GenerationBody, GenerationList, WatchedFolder } from './types'

export const indexKeys = {
  generations: ['index', 'generations'] as const,
  folders: ['index', 'folders'] as const,
}

const GENERATIONS = '/index/generations'

export function listGenerations(signal?: AbortSignal): Promise<GenerationList> {
  return getJson(GENERATIONS, signal)
}

export async function startGeneration(body: GenerationBody): Promise<void> {
  await sendJson(GENERATIONS, 'POST', body)
}

export async function switchGeneration(id: Generation['id'], force: boolean): Promise<void> {
  await sendJson(`${GENERATIONS}/${id}/switch`, 'POST', { force })
}

export async function rollBackGeneration(): Promise<void> {
  await sendJson(`${GENERATIONS}/rollback`, 'POST')
}

export async function removeGeneration(id: Generation['id']): Promise<void> {
  await sendJson(`${GENERATIONS}/${id}`, 'DELETE')
}

export async function listFolders(signal?: AbortSignal): Promise<WatchedFolder[]> {
  return (await getJson<{ items: WatchedFolder[] }>('/folders', signal)).items
}

export async function watchFolder(path: string): Promise<void> {
  await sendJson('/folders', 'POST', { path })
}

/** `accept`: let the documents of all files go that are not there any more. */
export async function scanFolder(id: string, accept: boolean): Promise<void> {
  await sendJson(`/folders/${encodeURIComponent(id)}/scan`, 'POST', { accept_removals: accept })
}

export async function cancelScan(id: string): Promise<void> {
  await sendJson(`/folders/${encodeURIComponent(id)}/cancel`, 'POST')
}

export async function forgetFolder(id: string): Promise<void> {
  await sendJson(`/folders/${encodeURIComponent(id)}`, 'DELETE')
}
