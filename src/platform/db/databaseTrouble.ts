/** SQLite's and PostgreSQL's codes, and those of files. */
const lockCodes = /^SQLITE_(BUSY|LOCKED)/;
const fullCodes = /^(SQLITE_FULL|ENOSPC|EDQUOT|EFBIG|53100)$/;
/** SQLite reports some full disks as a failed write. */
const failedWriteCodes = /^SQLITE_IOERR_(WRITE|FSYNC|TRUNCATE|SHMSIZE)$/;

/** Whether another program holds the database. */
export function isLocked(error: unknown): boolean {
  return lockCodes.test(codeOf(error));
}

/** Whether there was no room to write. */
export function isOutOfSpace(error: unknown): boolean {
  const code = codeOf(error);
  return fullCodes.test(code) || failedWriteCodes.test(code);
}

function codeOf(error: unknown): string {
  return error instanceof Error ? String((error as { code?: unknown }).code ?? '') : '';
}
