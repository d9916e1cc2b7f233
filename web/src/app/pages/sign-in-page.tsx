import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { LanguageSwitch, ThemeMenu } from '@/features/auth/user-menu'
import { SignInForm } from '@/features/auth/sign-in-form'
import { usePageTitle } from '../page-title'

export function SignInPage(): ReactElement {
  const { t } = useTranslation()
  usePageTitle(t('auth.title'))
  return (
    <>
      <header className="absolute top-2 right-2 flex gap-1 sm:right-4">
        <LanguageSwitch />
        <ThemeMenu />
      </header>
      <main>
        <SignInForm />
      </main>
    </>
  )
}
