-- CreateTable
CREATE TABLE "DocumentVersion" (
    "documentId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "byteSize" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "errorCode" TEXT,
    "chunkCount" INTEGER NOT NULL DEFAULT 0,
    "embeddedCount" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" DATETIME,

    PRIMARY KEY ("documentId", "version"),
    CONSTRAINT "DocumentVersion_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Site" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "limits" JSONB NOT NULL,
    "intervalHours" INTEGER,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "errorCode" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" DATETIME,
    "finishedAt" DATETIME,
    "nextAt" DATETIME,
    "crawl" INTEGER NOT NULL DEFAULT 0,
    "found" INTEGER NOT NULL DEFAULT 0,
    "visited" INTEGER NOT NULL DEFAULT 0,
    "added" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Site_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SitePage" (
    "siteId" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "etag" TEXT,
    "lastModified" TEXT,
    "contentHash" TEXT,
    "documentId" TEXT,
    "errorCode" TEXT,
    "depth" INTEGER NOT NULL,
    "crawl" INTEGER NOT NULL,

    PRIMARY KEY ("siteId", "url"),
    CONSTRAINT "SitePage_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Collection" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "embeddingModelId" TEXT NOT NULL,
    "schemaVersion" INTEGER NOT NULL,
    "chunkStrategy" TEXT NOT NULL DEFAULT 'topics',
    "chunkMaxTokens" INTEGER,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("workspaceId", "id"),
    CONSTRAINT "Collection_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Collection" ("createdAt", "embeddingModelId", "id", "name", "schemaVersion", "workspaceId") SELECT "createdAt", "embeddingModelId", "id", "name", "schemaVersion", "workspaceId" FROM "Collection";
DROP TABLE "Collection";
ALTER TABLE "new_Collection" RENAME TO "Collection";
CREATE TABLE "new_Document" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "collectionId" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "origin" TEXT NOT NULL DEFAULT 'upload',
    "format" TEXT NOT NULL,
    "byteSize" INTEGER NOT NULL,
    "contentHash" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "stage" TEXT NOT NULL DEFAULT 'received',
    "progressDone" INTEGER NOT NULL DEFAULT 0,
    "progressTotal" INTEGER NOT NULL DEFAULT 0,
    "errorCode" TEXT,
    "notices" JSONB NOT NULL DEFAULT [],
    "title" TEXT,
    "author" TEXT,
    "writtenAt" DATETIME,
    "modifiedAt" DATETIME,
    "language" TEXT,
    "headings" JSONB NOT NULL,
    "pageCount" INTEGER,
    "characterCount" INTEGER,
    "chunkCount" INTEGER NOT NULL DEFAULT 0,
    "chunkStrategy" TEXT NOT NULL DEFAULT 'topics',
    "chunkMaxTokens" INTEGER,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "interruptions" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    "readyAt" DATETIME,
    "queuedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "notBefore" DATETIME,
    "leaseOwner" TEXT,
    "leaseUntil" DATETIME,
    CONSTRAINT "Document_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Document_workspaceId_collectionId_fkey" FOREIGN KEY ("workspaceId", "collectionId") REFERENCES "Collection" ("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Document" ("attempts", "byteSize", "characterCount", "chunkCount", "collectionId", "contentHash", "createdAt", "errorCode", "format", "headings", "id", "language", "leaseOwner", "leaseUntil", "notBefore", "pageCount", "progressDone", "progressTotal", "queuedAt", "readyAt", "source", "stage", "status", "title", "updatedAt", "version", "workspaceId") SELECT "attempts", "byteSize", "characterCount", "chunkCount", "collectionId", "contentHash", "createdAt", "errorCode", "format", "headings", "id", "language", "leaseOwner", "leaseUntil", "notBefore", "pageCount", "progressDone", "progressTotal", "queuedAt", "readyAt", "source", "stage", "status", "title", "updatedAt", "version", "workspaceId" FROM "Document";
DROP TABLE "Document";
ALTER TABLE "new_Document" RENAME TO "Document";
CREATE INDEX "Document_workspaceId_status_idx" ON "Document"("workspaceId", "status");
CREATE INDEX "Document_status_queuedAt_idx" ON "Document"("status", "queuedAt");
CREATE INDEX "Document_contentHash_idx" ON "Document"("contentHash");
CREATE UNIQUE INDEX "Document_workspaceId_collectionId_source_key" ON "Document"("workspaceId", "collectionId", "source");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "Site_status_nextAt_idx" ON "Site"("status", "nextAt");

-- CreateIndex
CREATE UNIQUE INDEX "Site_workspaceId_url_key" ON "Site"("workspaceId", "url");

-- CreateIndex
CREATE INDEX "SitePage_siteId_crawl_idx" ON "SitePage"("siteId", "crawl");

-- CreateIndex
CREATE INDEX "SitePage_documentId_idx" ON "SitePage"("documentId");
