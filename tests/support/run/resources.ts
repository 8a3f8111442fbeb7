const open = new Set<{ name: string }>();

/**
 * Notes that a test opened something which it must close (database, application, worker, server).
 * @returns what to call when it is closed
 */
export function trackResource(name: string): () => void {
  const resource = { name };
  open.add(resource);
  return () => open.delete(resource);
}

/** What is still open. */
export function openResources(): string[] {
  return [...open].map((resource) => resource.name);
}
