import { z } from 'zod'
import { isErrorCode } from '@/lib/domain/error-catalog'

/** A code of the error catalogue, or null. */
export const errorCodeColumn = z.string().refine(isErrorCode).nullable()
