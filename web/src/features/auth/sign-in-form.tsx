import { useQuery } from '@tanstack/react-query'
import { type SubmitEvent, type ReactElement, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getMeta, signIn } from '@/api/session'
import type { DemoAccount } from '@/api/types'
import { BrandMark } from '@/components/brand'
import { Button } from '@/components/button'
import { Field } from '@/components/field'
import { problemText } from '@/lib/problem-text'

export function SignInForm(): ReactElement {
  const { t } = useTranslation()
  const meta = useQuery({ queryKey: ['meta'], queryFn: getMeta, staleTime: Infinity })
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const submit = useRef<HTMLButtonElement>(null)

  const enter = async (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    setProblem(null)
    if (email.trim() === '' || password === '') return
    setBusy(true)
    try {
      await signIn(email.trim(), password)
    } catch (error) {
      setProblem(problemText(error, t))
      setBusy(false)
    }
  }
  const fill = (account: DemoAccount) => {
    setEmail(account.email)
    setPassword(account.password)
    setProblem(null)
    submit.current?.focus()
  }

  return (
    <div className="mx-auto w-full max-w-sm px-4 py-12 sm:py-20">
      <BrandMark size={40} />
      <h1 className="mt-6 text-28 font-semibold">{t('app.name')}</h1>
      <p className="mt-1 text-ink-2 text-pretty">{t('auth.lead')}</p>
      <form className="mt-8 space-y-4" onSubmit={(event) => void enter(event)} noValidate>
        <Field
          label={t('auth.email')}
          type="email"
          name="username"
          autoComplete="username"
          inputMode="email"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          error={tried && email.trim() === '' ? t('auth.needEmail') : null}
        />
        <Field
          label={t('auth.password')}
          type="password"
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={tried && password === '' ? t('auth.needPassword') : null}
        />
        {problem !== null && (
          <p role="alert" className="rounded-md bg-loss-soft px-3 py-2 text-14 text-loss">
            {problem}
          </p>
        )}
        <Button ref={submit} type="submit" look="primary" className="w-full" disabled={busy}>
          {busy ? t('auth.submitting') : t('auth.submit')}
        </Button>
      </form>
      {meta.data?.demo === true && meta.data.demo_accounts.length > 0 && (
        <DemoAccounts accounts={meta.data.demo_accounts} onPick={fill} />
      )}
    </div>
  )
}

interface DemoProps {
  accounts: DemoAccount[]
  onPick: (account: DemoAccount) => void
}

function DemoAccounts({ accounts, onPick }: DemoProps): ReactElement {
  const { t } = useTranslation()
  return (
    <section className="mt-10 border-t border-line pt-6" aria-labelledby="demo-title">
      <h2 id="demo-title" className="text-14 font-semibold">
        {t('auth.demoTitle')}
      </h2>
      <p className="mt-1 text-14 text-ink-3">{t('auth.demoText')}</p>
      <ul className="mt-3 divide-y divide-line border-y border-line">
        {accounts.map((account) => (
          <li key={account.email}>
            <button
              type="button"
              onClick={() => onPick(account)}
              className="flex w-full items-baseline justify-between gap-4 px-2 py-2 text-start hover:bg-sunken"
            >
              <span className="text-14 font-medium">{account.name}</span>
              <span className="text-end text-12 text-ink-3">
                {[account.department, t(`user.role.${account.role}`).toLocaleLowerCase()]
                  .filter(Boolean)
                  .join(', ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
