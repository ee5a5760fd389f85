-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN "connectionId" TEXT;
ALTER TABLE "Conversation" ADD COLUMN "leafId" TEXT;
ALTER TABLE "Conversation" ADD COLUMN "pinned" JSONB;
ALTER TABLE "Conversation" ADD COLUMN "shareId" TEXT;
ALTER TABLE "Conversation" ADD COLUMN "sharedAt" DATETIME;

-- AlterTable
ALTER TABLE "Message" ADD COLUMN "checks" JSONB;
ALTER TABLE "Message" ADD COLUMN "followUps" JSONB;
ALTER TABLE "Message" ADD COLUMN "parentId" TEXT;
ALTER TABLE "Message" ADD COLUMN "reasoning" TEXT;
ALTER TABLE "Message" ADD COLUMN "searched" JSONB;
ALTER TABLE "Message" ADD COLUMN "usage" JSONB;

-- CreateTable
CREATE TABLE "LlmConnection" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "preset" TEXT NOT NULL,
    "baseUrl" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "apiKey" TEXT,
    "contextTokens" INTEGER,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "LlmConnection_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Summary" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" TEXT NOT NULL,
    "documentId" TEXT,
    "language" TEXT NOT NULL,
    "contentKey" TEXT NOT NULL,
    "modelName" TEXT,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "sources" JSONB NOT NULL,
    "citations" JSONB NOT NULL,
    "checks" JSONB NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Summary_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "LlmConnection_workspaceId_idx" ON "LlmConnection"("workspaceId");

-- CreateIndex
CREATE INDEX "Summary_workspaceId_documentId_idx" ON "Summary"("workspaceId", "documentId");

-- CreateIndex
CREATE UNIQUE INDEX "Conversation_shareId_key" ON "Conversation"("shareId");

-- Until now every message followed the one before it.
UPDATE "Message" SET "parentId" = (
    SELECT "before"."id" FROM "Message" AS "before"
    WHERE "before"."conversationId" = "Message"."conversationId" AND "before"."position" < "Message"."position"
    ORDER BY "before"."position" DESC LIMIT 1
);
