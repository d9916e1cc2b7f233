import { BookA, LogOut, Monitor, Moon, Sun } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { signOut, useMe } from '@/api/session'
import { IconButton } from '@/components/button'
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from '@/components/menu'
import { changeLanguage } from '@/i18n'
import { navigate } from '@/lib/router'
import { setTheme, type Theme, useTheme } from '@/lib/theme'

function useThemeOptions(): { value: Theme; label: string }[] {
  const { t } = useTranslation()
  return [
    { value: 'system', label: t('theme.system') },
    { value: 'light', label: t('theme.light') },
    { value: 'dark', label: t('theme.dark') },
  ]
}

const icons = { system: Monitor, light: Sun, dark: Moon }

export function ThemeMenu(): ReactElement {
  const { t } = useTranslation()
  const theme = useTheme((store) => store.theme)
  const Icon = icons[theme]
  return (
    <Menu
      trigger={
        <IconButton label={t('theme.label')}>
          <Icon size={18} aria-hidden />
        </IconButton>
      }
    >
      <MenuChoice value={theme} options={useThemeOptions()} onChange={setTheme} />
    </Menu>
  )
}

/** Two languages need no list: the button names the other one, in that language. */
export function LanguageSwitch(): ReactElement {
  const { t, i18n } = useTranslation()
  const other = i18n.language === 'ru' ? 'en' : 'ru'
  return (
    <button
      type="button"
      lang={other}
      aria-label={`${t('language.short')}: ${t('language.switch')}`}
      title={t('language.switch')}
      onClick={() => void changeLanguage(other)}
      className="inline-flex size-9 items-center justify-center rounded-md text-14 font-medium text-ink-2 hover:bg-sunken hover:text-ink pointer-coarse:size-10"
    >
      {t('language.short')}
    </button>
  )
}

function initials(name: string): string {
  const letters = name.split(/\s+/).map((word) => String.fromCodePoint(word.codePointAt(0) ?? 32))
  return letters.slice(0, 2).join('').toUpperCase()
}

interface UserMenuProps {
  onSignedOut: () => void
  /** Pages that a narrow screen has no room for elsewhere. */
  places?: { to: string; label: string }[]
}

export function UserMenu({ onSignedOut, places = [] }: UserMenuProps): ReactElement {
  const { t } = useTranslation()
  const me = useMe()
  const theme = useTheme((store) => store.theme)
  const themeOptions = useThemeOptions()
  const leave = async () => {
    try {
      await signOut()
    } finally {
      onSignedOut() // what is on the screen must not stay for the next person, whatever happened
    }
  }
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="inline-flex size-9 items-center justify-center rounded-full bg-accent-soft text-12 font-semibold text-accent pointer-coarse:size-10"
        >
          <span aria-hidden>{initials(me.name)}</span>
          <span className="sr-only">{t('user.menu', { name: me.name })}</span>
        </button>
      }
    >
      <div className="px-3 py-2">
        <p className="text-14 font-semibold">{me.name}</p>
        <p className="text-12 text-ink-3">{me.email}</p>
        <p className="mt-1 text-12 text-ink-2">
          {[me.department?.name, t(`user.role.${me.role}`).toLocaleLowerCase()]
            .filter(Boolean)
            .join(', ')}
        </p>
      </div>
      <MenuLine />
      <div className="sm:hidden">
        {places.map((place) => (
          <MenuItem key={place.to} onSelect={() => navigate(place.to)}>
            <BookA size={16} aria-hidden />
            {place.label}
          </MenuItem>
        ))}
        <MenuLabel>{t('theme.label')}</MenuLabel>
        <MenuChoice value={theme} options={themeOptions} onChange={setTheme} />
        <MenuLine />
      </div>
      <MenuItem onSelect={() => void leave()}>
        <LogOut size={16} aria-hidden />
        {t('user.signOut')}
      </MenuItem>
    </Menu>
  )
}
