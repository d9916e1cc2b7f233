import { create } from 'zustand'

export type Theme = 'system' | 'light' | 'dark'

const KEY = 'znatok.theme'

function stored(): Theme {
  const value = localStorage.getItem(KEY)
  return value === 'light' || value === 'dark' ? value : 'system'
}

export const useTheme = create<{ theme: Theme }>(() => ({ theme: stored() }))

export function setTheme(theme: Theme): void {
  if (theme === 'system') {
    localStorage.removeItem(KEY)
    delete document.documentElement.dataset.theme
  } else {
    localStorage.setItem(KEY, theme)
    document.documentElement.dataset.theme = theme
  }
  useTheme.setState({ theme })
}
