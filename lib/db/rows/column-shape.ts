import type { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'
import type { Prisma } from '../generated/client'

/**
 * Checks what a row holds against its shape. `name` names the column in the log. The reason is left out of the
 * message and the cause alike: zod's may quote the value. Errors: database_failed.
 */
export function readColumn<Schema extends z.ZodType>(name: string, schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const places = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`)
  throw new AppError('database_failed', `${name} does not have the expected shape (${places.join(', ')})`)
}

/** Plain data as Prisma's JSON input, whose type does not accept interfaces. */
export function toJsonColumn(value: object): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue
}
