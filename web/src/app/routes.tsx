import { lazy, type ReactElement, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { restoreSession, useMe, useSession } from '@/api/session'
import { Button, buttonClass } from '@/components/button'
import { Skeleton, StateCard } from '@/components/states'
import { keepsIndex, keepsModels, keepsWords, seesQuality, seesTransfers } from '@/lib/roles'
import { Link, match, navigate, safeNext, useLocation } from '@/lib/router'
import { ChatPage } from './pages/chat-page'
import { SignInPage } from './pages/sign-in-page'
import { Shell } from './shell'

// The first load is the chat; the library comes when it is opened.
const DocumentsPage = lazy(() => import('./pages/documents-page'))
const DictionaryPage = lazy(() => import('./pages/dictionary-page'))
const QualityPage = lazy(() => import('./pages/quality-page'))
const ModelsPage = lazy(() => import('./pages/models-page'))
const TransfersPage = lazy(() => import('./pages/transfers-page'))
const IndexPage = lazy(() => import('./pages/index-page'))
const DocumentPage = lazy(() => import('./pages/document-page'))

export function Routes(): ReactElement | null {
  const { t } = useTranslation()
  const { path, query } = useLocation()
  const session = useSession((store) => store.session)
  const atSignIn = path === '/sign-in'
  const { state } = session

  useEffect(() => {
    if (state === 'anonymous' && !atSignIn) {
      const here = window.location.pathname + window.location.search
      navigate(here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`, {
        replace: true,
      })
    }
    if (state === 'signed-in' && atSignIn) {
      navigate(safeNext(query.get('next')), { replace: true })
    }
  }, [state, atSignIn, query])

  if (state === 'unreachable') {
    return (
      <main>
        <StateCard role="alert" title={t('app.unreachableTitle')} text={t('app.unreachableText')}>
          <Button look="primary" onClick={() => void restoreSession()}>
            {t('action.retry')}
          </Button>
        </StateCard>
      </main>
    )
  }
  if (state === 'anonymous') return atSignIn ? <SignInPage /> : null
  // Until the session is known nothing is shown: it takes one short request.
  if (state === 'unknown' || atSignIn) return null
  return <SignedInRoutes path={path} query={query} />
}

interface SignedInProps {
  path: string
  query: URLSearchParams
}

function SignedInRoutes({ path, query }: SignedInProps): ReactElement {
  const { t } = useTranslation()
  const me = useMe()
  const conversation = match('/c/:id', path)
  if (path === '/' || conversation) return <ChatPage conversationId={conversation?.id ?? null} />
  const document = match('/documents/:id', path)
  const waiting = (
    <div className="mx-auto max-w-5xl px-4 py-8">
      <Skeleton lines={6} label={t('documents.title')} />
    </div>
  )
  return (
    <Shell>
      <Suspense fallback={waiting}>
        {document?.id !== undefined ? (
          <DocumentPage id={document.id} query={query} />
        ) : path === '/documents' ? (
          <DocumentsPage />
        ) : path === '/dictionary' && keepsWords(me.role) ? (
          <DictionaryPage />
        ) : path === '/quality' && seesQuality(me.role) ? (
          <QualityPage />
        ) : path === '/models' && keepsModels(me.role) ? (
          <ModelsPage />
        ) : path === '/index' && keepsIndex(me.role) ? (
          <IndexPage />
        ) : path === '/transfers' && seesTransfers(me.role) ? (
          <TransfersPage />
        ) : (
          <StateCard title={t('app.notFoundTitle')} text={t('app.notFoundText')}>
            <Link to="/" className={buttonClass('primary')}>
              {t('app.notFoundHome')}
            </Link>
          </StateCard>
        )}
      </Suspense>
    </Shell>
  )
}
