import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ModelForm } from '@/api/types'
import { Field } from '@/components/field'

interface AbroadProps {
  form: ModelForm
  onChange: (form: ModelForm) => void
}

/** The switch of a transfer across the border, with the notification that it needs. */
export function AbroadFields({ form, onChange }: AbroadProps): ReactElement {
  const { t } = useTranslation()
  return (
    <fieldset className="space-y-3 rounded-md border border-line-strong p-3">
      <legend className="px-1 text-14 font-medium text-ink-2">{t('models.abroad')}</legend>
      <p className="text-12 text-ink-2">{t('models.abroadText')}</p>
      <label className="flex items-center gap-2 text-14">
        <input
          type="checkbox"
          checked={form.abroad_allowed}
          onChange={(event) => onChange({ ...form, abroad_allowed: event.target.checked })}
          className="size-5 accent-(--accent)"
        />
        {t('models.abroadAllow')}
      </label>
      {form.abroad_allowed && (
        <>
          <Field
            label={t('models.notificationNumber')}
            value={form.notification_number ?? ''}
            required
            maxLength={100}
            onChange={(event) =>
              onChange({ ...form, notification_number: event.target.value || null })
            }
          />
          <Field
            label={t('models.notificationDate')}
            type="date"
            value={form.notification_date ?? ''}
            required
            onChange={(event) =>
              onChange({ ...form, notification_date: event.target.value || null })
            }
          />
          <label className="flex items-center gap-2 text-14">
            <input
              type="checkbox"
              checked={form.notification_adequate}
              onChange={(event) =>
                onChange({ ...form, notification_adequate: event.target.checked })
              }
              className="size-5 accent-(--accent)"
            />
            {t('models.notificationAdequate')}
          </label>
        </>
      )}
    </fieldset>
  )
}
