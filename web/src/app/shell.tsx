import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/session'
import { BrandMark } from '@/components/brand'
import { LanguageSwitch, ThemeMenu, UserMenu } from '@/features/auth/user-menu'
import { clearLive } from '@/features/chat/live'
import { clearUploads } from '@/features/documents/upload-queue'
import { cn } from '@/lib/cn'
import { useOnline } from '@/lib/media'
import { keepsIndex, keepsModels, keepsWords, seesQuality, seesTransfers } from '@/lib/roles'
import { Link, navigate, useLocation } from '@/lib/router'
import { queryClient } from './query-client'

interface ShellProps {
  children: ReactNode
  /** Stands before the name on narrow screens: the button that opens the drawer. */
  leading?: ReactNode
  /** The page manages its own scrolling, as the chat does. */
  fixed?: boolean
}

function forget(): void {
  clearLive()
  clearUploads()
  queryClient.clear()
  navigate('/sign-in')
}

export function Shell({ children, leading, fixed = false }: ShellProps): ReactElement {
  const { t } = useTranslation()
  const { path } = useLocation()
  const me = useMe()
  const online = useOnline()
  const sections = [
    { to: '/', label: t('app.chat'), current: path === '/' || path.startsWith('/c/') },
    { to: '/documents', label: t('app.documents'), current: path.startsWith('/documents') },
  ]
  const keeping = [
    ...(keepsWords(me.role)
      ? [{ to: '/dictionary', label: t('app.dictionary'), current: path === '/dictionary' }]
      : []),
    ...(seesQuality(me.role)
      ? [{ to: '/quality', label: t('app.quality'), current: path === '/quality' }]
      : []),
    ...(keepsModels(me.role)
      ? [{ to: '/models', label: t('app.models'), current: path === '/models' }]
      : []),
    ...(keepsIndex(me.role)
      ? [{ to: '/index', label: t('app.index'), current: path === '/index' }]
      : []),
    ...(seesTransfers(me.role)
      ? [{ to: '/transfers', label: t('app.transfers'), current: path === '/transfers' }]
      : []),
  ]
  return (
    <div className={cn('flex flex-col', fixed ? 'h-dvh' : 'min-h-dvh')}>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-surface focus:px-4 focus:py-2"
      >
        {t('app.skip')}
      </a>
      <header
        className={cn(
          'flex h-14 shrink-0 items-center gap-1 border-b border-line bg-bg px-2 sm:px-4',
          !fixed && 'sticky top-0 z-30',
        )}
      >
        {leading}
        <Link to="/" className="flex items-center gap-2 rounded-md p-1 font-semibold">
          <BrandMark />
          <span className="max-sm:sr-only">{t('app.name')}</span>
        </Link>
        <nav aria-label={t('app.navigation')} className="flex h-full sm:ml-6">
          {[...sections, ...keeping].map((section) => (
            <Link
              key={section.to}
              to={section.to}
              aria-current={section.current ? 'page' : undefined}
              className={cn(
                'relative flex items-center rounded-md px-3 text-14 -outline-offset-4',
                keeping.includes(section) && 'max-sm:hidden', // a phone has them in the menu
                section.current
                  ? 'font-medium text-ink after:absolute after:inset-x-3 after:-bottom-px after:h-0.5 after:bg-accent'
                  : 'text-ink-2 hover:text-ink',
              )}
            >
              {section.label}
            </Link>
          ))}
        </nav>
        <div className="ml-auto flex items-center gap-1">
          <LanguageSwitch />
          <div className="max-sm:hidden">
            <ThemeMenu />
          </div>
          <UserMenu onSignedOut={forget} places={keeping} />
        </div>
      </header>
      {!online && (
        <p role="status" className="border-b border-line bg-sunken px-4 py-2 text-center text-14">
          {t('app.offline')}
        </p>
      )}
      <main id="main" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
        {children}
      </main>
    </div>
  )
}
