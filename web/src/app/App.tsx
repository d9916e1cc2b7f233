import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { CrashBarrier } from './crash-barrier'
import { queryClient } from './query-client'
import { Routes } from './routes'

export function App(): ReactElement {
  return (
    <CrashBarrier>
      <QueryClientProvider client={queryClient}>
        <Routes />
      </QueryClientProvider>
    </CrashBarrier>
  )
}
