import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { listGroups } from '@/api/documents'
import type { Access, Me } from '@/api/types'

export type AccessChoice = 'keep' | 'owner' | 'department' | 'groups' | 'everyone'

export interface AccessValue {
  choice: AccessChoice
  groupIds: string[]
}

/** The access object of a choice; null leaves it to the server (on upload: only the owner). */
export function toAccess(value: AccessValue, me: Me): Access | null {
  const nobody = { everyone: false, department_ids: [], group_ids: [], user_ids: [] }
  switch (value.choice) {
    case 'keep':
      return null
    case 'owner':
      return nobody
    case 'department':
      return { ...nobody, department_ids: me.department ? [me.department.id] : [] }
    case 'groups':
      return { ...nobody, group_ids: value.groupIds }
    case 'everyone':
      return { ...nobody, everyone: true }
  }
}

export function isComplete(value: AccessValue): boolean {
  return value.choice !== 'groups' || value.groupIds.length > 0
}

interface AccessFieldProps {
  value: AccessValue
  onChange: (value: AccessValue) => void
  me: Me
  /** Offers to leave the rights as they are. */
  canKeep?: boolean
}

export function AccessField({ value, onChange, me, canKeep }: AccessFieldProps): ReactElement {
  const { t } = useTranslation()
  const groups = useQuery({
    queryKey: ['groups'],
    queryFn: ({ signal }) => listGroups(signal),
    staleTime: 60_000,
  })
  const known = groups.data ?? me.groups
  const everyone = me.role === 'editor' || me.role === 'admin'
  const pick = (choice: AccessChoice) => onChange({ ...value, choice })
  const toggle = (id: string, on: boolean) =>
    onChange({
      choice: 'groups',
      groupIds: on ? [...value.groupIds, id] : value.groupIds.filter((group) => group !== id),
    })
  return (
    <fieldset>
      <legend className="text-14 font-medium text-ink-2">{t('access.legend')}</legend>
      <div className="mt-1">
        {canKeep && (
          <Choice value="keep" current={value.choice} onPick={pick} label={t('access.keep')} />
        )}
        <Choice
          value="owner"
          current={value.choice}
          onPick={pick}
          label={t('access.owner')}
          hint={t('access.ownerHint')}
        />
        {me.department && (
          <Choice
            value="department"
            current={value.choice}
            onPick={pick}
            label={t('access.department')}
            hint={t('access.departmentHint', { name: me.department.name })}
          />
        )}
        {known.length > 0 && (
          <Choice
            value="groups"
            current={value.choice}
            onPick={pick}
            label={t('access.groups')}
            hint={t('access.groupsHint')}
          />
        )}
        {value.choice === 'groups' && (
          <div className="ms-8 flex flex-wrap gap-x-5 gap-y-1 pb-2">
            {known.map((group) => (
              <label key={group.id} className="flex min-h-8 items-center gap-2 text-14">
                <input
                  type="checkbox"
                  className="size-4 accent-accent"
                  checked={value.groupIds.includes(group.id)}
                  onChange={(event) => toggle(group.id, event.target.checked)}
                />
                {group.name}
              </label>
            ))}
          </div>
        )}
        {everyone && (
          <Choice
            value="everyone"
            current={value.choice}
            onPick={pick}
            label={t('access.everyone')}
            hint={t('access.everyoneHint')}
          />
        )}
      </div>
    </fieldset>
  )
}

interface ChoiceProps {
  value: AccessChoice
  current: AccessChoice
  onPick: (choice: AccessChoice) => void
  label: string
  hint?: string
}

function Choice({ value, current, onPick, label, hint }: ChoiceProps): ReactElement {
  const id = useId()
  return (
    <div className="flex gap-3 py-2">
      <input
        type="radio"
        id={id}
        name="access"
        className="mt-0.5 size-5 shrink-0 accent-accent"
        checked={current === value}
        onChange={() => onPick(value)}
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
      <div>
        <label htmlFor={id} className="block text-14 leading-6 font-medium">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-12 text-ink-3">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
