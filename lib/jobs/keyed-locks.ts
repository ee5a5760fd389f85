import type { WorkspaceScope } from '@/lib/domain/workspace'

/**
 * Lets one at a time do something with a thing that has a name, inside this process (the data directory belongs to one
 * process). First come, first served; other names do not wait. Whoever holds two takes them in the same order as all others.
 */
export class KeyedLocks {
  private readonly tails = new Map<string, Promise<void>>()

  /** Resolves with the function that lets go. */
  async acquire(key: string): Promise<() => void> {
    const before = this.tails.get(key)
    let open = () => {}
    const tail = new Promise<void>((resolve) => {
      open = resolve
    })
    this.tails.set(key, tail)
    await before
    return () => {
      if (this.tails.get(key) === tail) this.tails.delete(key)
      open()
    }
  }

  async hold<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const release = await this.acquire(key)
    try {
      return await work()
    } finally {
      release()
    }
  }
}

/** Held while the document of this name is looked at and replaced or removed. */
export function nameLock(scope: WorkspaceScope, source: string): string {
  return `name ${scope.workspaceId} ${source}`
}
