import {
  type AnchorHTMLAttributes,
  type MouseEvent,
  type ReactElement,
  useMemo,
  useSyncExternalStore,
} from 'react'

/**
 * The address bar as a store. Five routes need no routing library: it would cost 26 kB of the
 * 180 kB that the first load may weigh.
 */
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

function currentUrl(): string {
  return window.location.pathname + window.location.search
}

export function navigate(to: string, options: { replace?: boolean } = {}): void {
  if (to === currentUrl()) return
  if (options.replace) window.history.replaceState(null, '', to)
  else window.history.pushState(null, '', to)
  for (const listener of listeners) listener()
}

export interface Location {
  path: string
  query: URLSearchParams
}

export function useLocation(): Location {
  const url = useSyncExternalStore(subscribe, currentUrl)
  return useMemo(() => {
    const parsed = new URL(url, window.location.origin)
    return { path: parsed.pathname, query: parsed.searchParams }
  }, [url])
}

/** Matches `/c/:id` against a path; null when it does not fit. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const want = pattern.split('/').filter(Boolean)
  const have = path.split('/').filter(Boolean)
  if (want.length !== have.length) return null
  const values: Record<string, string> = {}
  for (const [i, part] of want.entries()) {
    const value = have[i] ?? ''
    if (part.startsWith(':')) {
      try {
        values[part.slice(1)] = decodeURIComponent(value)
      } catch {
        return null
      }
    } else if (part !== value) return null
  }
  return values
}

/** Only addresses of this site may follow a sign-in: never `//elsewhere` or `https:`. */
export function safeNext(next: string | null): string {
  if (next === null || !next.startsWith('/') || /^\/[/\\]/.test(next)) return '/'
  return next
}

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  to: string
  ref?: React.Ref<HTMLAnchorElement>
}

export function Link({ to, onClick, children, ...rest }: LinkProps): ReactElement {
  const go = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    navigate(to)
  }
  return (
    <a href={to} onClick={go} {...rest}>
      {children}
    </a>
  )
}
