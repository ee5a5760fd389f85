/**
 * Whose things a call may touch. Every store and index method takes one; the adapter turns it into a filter, so no
 * caller can forget it. There is one workspace until accounts exist.
 */
export interface WorkspaceScope {
  workspaceId: string
}

export const defaultWorkspaceId = 'default'
export const defaultCollectionId = 'default'
