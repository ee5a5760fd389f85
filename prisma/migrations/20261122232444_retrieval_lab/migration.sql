-- AlterTable
ALTER TABLE "Message" ADD COLUMN "feedback" TEXT;
ALTER TABLE "Message" ADD COLUMN "feedbackReason" TEXT;

-- CreateTable
CREATE TABLE "TestSet" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "TestSet_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "TestQuestion" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "testSetId" TEXT NOT NULL,
    "externalId" TEXT,
    "text" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "TestQuestion_testSetId_fkey" FOREIGN KEY ("testSetId") REFERENCES "TestSet" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "TestJudgement" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "questionId" TEXT NOT NULL,
    "documentId" TEXT,
    "source" TEXT NOT NULL,
    "start" INTEGER,
    "end" INTEGER,
    "text" TEXT,
    "grade" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "TestJudgement_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "TestQuestion" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "TestRun" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "testSetId" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'running',
    "errorCode" TEXT,
    "configurations" JSONB NOT NULL,
    "scores" JSONB NOT NULL DEFAULT [],
    "embeddingModelId" TEXT NOT NULL,
    "rerankerModelId" TEXT,
    "questionCount" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" DATETIME,
    CONSTRAINT "TestRun_testSetId_fkey" FOREIGN KEY ("testSetId") REFERENCES "TestSet" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "TestResult" (
    "runId" TEXT NOT NULL,
    "configuration" INTEGER NOT NULL,
    "questionId" TEXT NOT NULL,
    "ndcg" REAL NOT NULL,
    "recall" REAL NOT NULL,
    "reciprocalRank" REAL NOT NULL,
    "milliseconds" REAL NOT NULL,
    "hits" JSONB NOT NULL,

    PRIMARY KEY ("runId", "configuration", "questionId"),
    CONSTRAINT "TestResult_runId_fkey" FOREIGN KEY ("runId") REFERENCES "TestRun" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "TestResult_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "TestQuestion" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ModelChange" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "fromModelId" TEXT NOT NULL,
    "toModelId" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'filling',
    "errorCode" TEXT,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" DATETIME,
    "readyAt" DATETIME,
    "switchedAt" DATETIME,
    "finishedAt" DATETIME,
    CONSTRAINT "ModelChange_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
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
    "tags" JSONB NOT NULL DEFAULT [],
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
INSERT INTO "new_Document" ("attempts", "author", "byteSize", "characterCount", "chunkCount", "chunkMaxTokens", "chunkStrategy", "collectionId", "contentHash", "createdAt", "errorCode", "format", "headings", "id", "interruptions", "language", "leaseOwner", "leaseUntil", "modifiedAt", "notBefore", "notices", "origin", "pageCount", "progressDone", "progressTotal", "queuedAt", "readyAt", "source", "stage", "status", "title", "tries", "updatedAt", "version", "workspaceId", "writtenAt") SELECT "attempts", "author", "byteSize", "characterCount", "chunkCount", "chunkMaxTokens", "chunkStrategy", "collectionId", "contentHash", "createdAt", "errorCode", "format", "headings", "id", "interruptions", "language", "leaseOwner", "leaseUntil", "modifiedAt", "notBefore", "notices", "origin", "pageCount", "progressDone", "progressTotal", "queuedAt", "readyAt", "source", "stage", "status", "title", "tries", "updatedAt", "version", "workspaceId", "writtenAt" FROM "Document";
DROP TABLE "Document";
ALTER TABLE "new_Document" RENAME TO "Document";
CREATE INDEX "Document_workspaceId_status_idx" ON "Document"("workspaceId", "status");
CREATE INDEX "Document_status_queuedAt_idx" ON "Document"("status", "queuedAt");
CREATE INDEX "Document_contentHash_idx" ON "Document"("contentHash");
CREATE UNIQUE INDEX "Document_workspaceId_collectionId_source_key" ON "Document"("workspaceId", "collectionId", "source");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "TestSet_workspaceId_name_key" ON "TestSet"("workspaceId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "TestSet_workspaceId_key_key" ON "TestSet"("workspaceId", "key");

-- CreateIndex
CREATE INDEX "TestQuestion_testSetId_id_idx" ON "TestQuestion"("testSetId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "TestQuestion_testSetId_externalId_key" ON "TestQuestion"("testSetId", "externalId");

-- CreateIndex
CREATE INDEX "TestJudgement_questionId_idx" ON "TestJudgement"("questionId");

-- CreateIndex
CREATE INDEX "TestJudgement_documentId_idx" ON "TestJudgement"("documentId");

-- CreateIndex
CREATE INDEX "TestRun_testSetId_createdAt_idx" ON "TestRun"("testSetId", "createdAt");

-- CreateIndex
CREATE INDEX "TestResult_questionId_idx" ON "TestResult"("questionId");

-- CreateIndex
CREATE INDEX "ModelChange_workspaceId_createdAt_idx" ON "ModelChange"("workspaceId", "createdAt");
