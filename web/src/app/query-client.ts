import { QueryClient } from '@tanstack/react-query'
import { ApiError } from '@/api/client'

/** A refusal will be a refusal again; only silence and overload are worth asking twice. */
function worthRetrying(failures: number, error: Error): boolean {
  if (error instanceof ApiError && error.status < 500) return false
  return failures < 2
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: worthRetrying, staleTime: 15_000, refetchOnWindowFocus: false },
  },
})
