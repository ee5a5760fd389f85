import { AppError } from '@/lib/domain/app-error'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import type { NewSite, SiteStore, StartedCrawl } from '@/lib/domain/ports/stores/site-store'
import type { SitePage, SiteProgress, SiteRecord, SiteStatus } from '@/lib/domain/site'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { runDatabaseOperation } from './connection/run-database-operation'
import type { Prisma, PrismaClient } from './generated/client'
import { toJsonColumn } from './rows/column-shape'
import { toSitePage, toSiteRecord } from './rows/site-row'

const nothingDone = { found: 0, visited: 0, added: 0, failed: 0 }
const waiting = { status: 'waiting', errorCode: null, nextAt: null, ...nothingDone }

/** Sites and what was last seen of their pages. A site is taken by one UPDATE that names the state it must be in. */
export class PrismaSiteStore implements SiteStore {
  readonly #client: PrismaClient
  readonly #now: () => Date

  constructor(client: PrismaClient, options: { now?: () => Date } = {}) {
    this.#client = client
    this.#now = options.now ?? (() => new Date())
  }

  async create(scope: WorkspaceScope, { url, limits, intervalHours }: NewSite): Promise<SiteRecord> {
    const key = { workspaceId: scope.workspaceId, url }
    const wanted = { limits: toJsonColumn(limits), intervalHours, ...waiting }
    const changed = await runDatabaseOperation('Changing a site', () =>
      this.#client.site.updateManyAndReturn({ where: { ...key, status: { not: 'running' } }, data: wanted }),
    )
    if (changed[0]) return toSiteRecord(changed[0])
    // One that runs is there already: the address is unique, so this is a conflict.
    return toSiteRecord(await runDatabaseOperation('Creating a site', () => this.#client.site.create({ data: { ...key, ...wanted, createdAt: this.#now() } })))
  }

  async read(scope: WorkspaceScope, id: string): Promise<SiteRecord | null> {
    const row = await runDatabaseOperation('Reading a site', () => this.#client.site.findFirst({ where: { id, workspaceId: scope.workspaceId } }))
    return row && toSiteRecord(row)
  }

  async list(scope: WorkspaceScope): Promise<SiteRecord[]> {
    const where = { workspaceId: scope.workspaceId }
    const rows = await runDatabaseOperation('Listing sites', () => this.#client.site.findMany({ where, orderBy: { id: 'desc' } }))
    return rows.map(toSiteRecord)
  }

  queue(scope: WorkspaceScope, id: string): Promise<SiteRecord> {
    return this.#change(scope, id, { notIn: ['running', 'waiting'] }, waiting)
  }

  cancelWaiting(scope: WorkspaceScope, id: string): Promise<SiteRecord> {
    return this.#change(scope, id, 'waiting', { status: 'cancelled' })
  }

  async delete(scope: WorkspaceScope, id: string): Promise<boolean> {
    const { count } = await runDatabaseOperation('Deleting a site', () => this.#client.site.deleteMany({ where: { id, workspaceId: scope.workspaceId } }))
    return count === 1
  }

  async startNext(): Promise<StartedCrawl | null> {
    for (;;) {
      const now = this.#now()
      const isTime: Prisma.SiteWhereInput = { OR: [{ status: 'waiting' }, { status: { in: ['done', 'failed', 'cancelled'] }, nextAt: { lte: now } }] }
      const next = await runDatabaseOperation('Looking for a site', () =>
        this.#client.site.findFirst({ where: isTime, orderBy: [{ nextAt: 'asc' }, { id: 'asc' }], select: { id: true } }),
      )
      if (next === null) return null
      const started = { status: 'running', errorCode: null, startedAt: now, finishedAt: null, crawl: { increment: 1 }, ...nothingDone }
      const taken = await runDatabaseOperation('Starting a crawl', () =>
        this.#client.site.updateManyAndReturn({ where: { id: next.id, ...isTime }, data: started }),
      )
      if (taken[0]) return { site: toSiteRecord(taken[0]), crawl: taken[0].crawl }
    }
  }

  async reportProgress(siteId: string, progress: SiteProgress): Promise<void> {
    await this.#updateRunning(siteId, { ...progress })
  }

  async finish(siteId: string, { status, errorCode, nextAt }: { status: SiteStatus; errorCode: ErrorCode | null; nextAt: string | null }): Promise<void> {
    await this.#updateRunning(siteId, { status, errorCode, nextAt: nextAt === null ? null : new Date(nextAt), finishedAt: this.#now() })
  }

  async releaseAll(): Promise<number> {
    const { count } = await runDatabaseOperation('Letting sites go', () => this.#client.site.updateMany({ where: { status: 'running' }, data: waiting }))
    return count
  }

  async readPage(siteId: string, url: string): Promise<SitePage | null> {
    const row = await runDatabaseOperation('Reading a page', () => this.#client.sitePage.findUnique({ where: { siteId_url: { siteId, url } } }))
    return row && toSitePage(row)
  }

  async listPages(siteId: string, limit: number): Promise<SitePage[]> {
    const orderBy: Prisma.SitePageOrderByWithRelationInput[] = [{ errorCode: { sort: 'asc', nulls: 'last' } }, { depth: 'asc' }, { url: 'asc' }]
    const rows = await runDatabaseOperation('Listing pages', () => this.#client.sitePage.findMany({ where: { siteId }, orderBy, take: limit }))
    return rows.map(toSitePage)
  }

  async savePage(siteId: string, crawl: number, page: SitePage): Promise<void> {
    const { url, ...seen } = page
    const data = { ...seen, crawl }
    await runDatabaseOperation('Keeping a page', () =>
      this.#client.sitePage.upsert({ where: { siteId_url: { siteId, url } }, create: { siteId, url, ...data }, update: data }),
    )
  }

  async listUnseenPages(siteId: string, crawl: number): Promise<SitePage[]> {
    const rows = await runDatabaseOperation('Listing unseen pages', () => this.#client.sitePage.findMany({ where: { siteId, crawl: { lt: crawl } } }))
    return rows.map(toSitePage)
  }

  async deletePage(siteId: string, url: string): Promise<void> {
    await runDatabaseOperation('Forgetting a page', () => this.#client.sitePage.deleteMany({ where: { siteId, url } }))
  }

  async listDocumentIds(siteId: string): Promise<string[]> {
    const where = { siteId, documentId: { not: null } }
    const rows = await runDatabaseOperation('Listing documents of a site', () => this.#client.sitePage.findMany({ where, select: { documentId: true } }))
    return [...new Set(rows.flatMap(({ documentId }) => documentId ?? []))]
  }

  async isDocumentShared(documentId: string, except: { siteId: string; url?: string }): Promise<boolean> {
    const where = { documentId, NOT: except }
    const row = await runDatabaseOperation('Looking for a page', () => this.#client.sitePage.findFirst({ where, select: { siteId: true } }))
    return row !== null
  }

  async #change(scope: WorkspaceScope, id: string, status: Prisma.SiteWhereInput['status'], data: Prisma.SiteUpdateManyMutationInput): Promise<SiteRecord> {
    const where = { id, workspaceId: scope.workspaceId, status }
    const rows = await runDatabaseOperation('Changing a site', () => this.#client.site.updateManyAndReturn({ where, data }))
    if (rows[0]) return toSiteRecord(rows[0])
    if ((await this.read(scope, id)) === null) throw new AppError('not_found', 'No such site')
    throw new AppError('conflict', 'The site is not in a state for this')
  }

  async #updateRunning(id: string, data: Prisma.SiteUpdateManyMutationInput): Promise<void> {
    await runDatabaseOperation('Updating a site', () => this.#client.site.updateMany({ where: { id, status: 'running' }, data }))
  }
}
