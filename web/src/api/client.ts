import type { Problem, Tokens } from './types'

/** A refusal of the server, told in a sentence for a person. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  constructor(
    readonly problem: Problem,
    /** Seconds after which the server asks to come back, from Retry-After. */
    readonly retryAfter: number | null = null,
  ) {
    super(problem.detail)
  }

  get status(): number {
    return this.problem.status
  }
}

/** The server could not be reached at all. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'
}

const BASE = '/api/v1'

// The access token lives in memory only: a script that reads storage finds nothing.
let accessToken: string | null = null
let refreshing: Promise<boolean> | null = null
let language = 'ru'
const signedOutListeners = new Set<() => void>()

export function setApiLanguage(next: string): void {
  language = next
}

export function setAccessToken(token: string | null): void {
  accessToken = token
}

export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

export function apiHeaders(): Record<string, string> {
  const headers: Record<string, string> = { 'Accept-Language': language }
  if (accessToken !== null) headers.Authorization = `Bearer ${accessToken}`
  return headers
}

export function apiUrl(path: string): string {
  return BASE + path
}

/** Reads problem+json; anything else (a proxy's page, an empty body) becomes a problem too. */
export function toProblem(status: number, body: string): Problem {
  try {
    const parsed: unknown = JSON.parse(body)
    if (typeof parsed === 'object' && parsed !== null && 'detail' in parsed) {
      const { detail } = parsed
      if (typeof detail === 'string') return { ...(parsed as Problem), status, detail }
    }
  } catch {
    // Not JSON: told by its status below.
  }
  return { type: 'about:blank', title: '', status, detail: '' }
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(apiUrl(path), {
      ...init,
      credentials: 'same-origin',
      headers: { ...apiHeaders(), ...(init.headers as Record<string, string> | undefined) },
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new NetworkError('The server did not answer', { cause: error })
  }
}

/** Asks for a new access token by the cookie. One request at a time, whoever asks. */
export function refreshSession(): Promise<boolean> {
  refreshing ??= (async () => {
    try {
      const response = await reach('/auth/refresh', { method: 'POST' })
      if (!response.ok) return false
      accessToken = ((await response.json()) as Tokens).access_token
      return true
    } finally {
      refreshing = null
    }
  })()
  return refreshing
}

/** Sends a request with the access token; on 401 renews the session once and repeats it. */
export async function send(path: string, init: RequestInit = {}): Promise<Response> {
  let response = await reach(path, init)
  if (response.status === 401 && !path.startsWith('/auth/token')) {
    if (await refreshSession()) {
      response = await reach(path, init)
    } else {
      accessToken = null
      for (const listener of signedOutListeners) listener()
    }
  }
  if (response.ok) return response
  const after = Number(response.headers.get('Retry-After') ?? Number.NaN)
  throw new ApiError(
    toProblem(response.status, await response.text()),
    Number.isFinite(after) ? after : null,
  )
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await send(path, signal ? { signal } : {})
  return (await response.json()) as T
}

export async function sendJson(path: string, method: string, body?: unknown): Promise<Response> {
  return send(path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  })
}

/** Builds a query string of what is set: empty and null values are left out. */
export function queryString(values: Record<string, string | number | null | undefined>): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== '') query.set(key, String(value))
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}
