import { create } from 'zustand'
import {
  ApiError,
  apiUrl,
  getJson,
  onSignedOut,
  refreshSession,
  send,
  sendJson,
  setAccessToken,
} from './client'
import type { Me, Meta, Tokens } from './types'

type Session =
  | { state: 'unknown' }
  | { state: 'unreachable' }
  | { state: 'anonymous' }
  | { state: 'signed-in'; me: Me }

export const useSession = create<{ session: Session }>(() => ({ session: { state: 'unknown' } }))

function set(session: Session): void {
  useSession.setState({ session })
}

onSignedOut(() => set({ state: 'anonymous' }))

/** Renews the session by the cookie when the page opens. */
export async function restoreSession(): Promise<void> {
  try {
    if (!(await refreshSession())) {
      set({ state: 'anonymous' })
      return
    }
    set({ state: 'signed-in', me: await getJson<Me>('/auth/me') })
  } catch (error) {
    set({ state: error instanceof ApiError && error.status < 500 ? 'anonymous' : 'unreachable' })
  }
}

export async function signIn(email: string, password: string): Promise<void> {
  const response = await send('/auth/token', {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'password', username: email, password }),
  })
  setAccessToken(((await response.json()) as Tokens).access_token)
  set({ state: 'signed-in', me: await getJson<Me>('/auth/me') })
}

export async function signOut(): Promise<void> {
  try {
    await sendJson('/auth/logout', 'POST')
  } finally {
    setAccessToken(null)
    set({ state: 'anonymous' })
  }
}

export async function getMeta(): Promise<Meta> {
  const response = await fetch(apiUrl('/meta'))
  if (!response.ok) throw new Error(`meta answered ${response.status}`)
  return (await response.json()) as Meta
}

export function useMe(): Me {
  const session = useSession((store) => store.session)
  if (session.state !== 'signed-in') throw new Error('useMe is for signed-in pages')
  return session.me
}
