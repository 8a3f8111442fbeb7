/** Where the databases of the current vitest project come from; set by its global set-up. */
export type DatabaseSource =
  | { kind: 'sqlite'; folder: string; templates: Templates }
  | { kind: 'postgres'; serverUrl: string; templates: Templates };

/** Migrated databases to copy: files, or names on the server. */
export interface Templates {
  empty: string;
  /** With the demo company and the processes and forms of the repository. */
  department: string;
}

/** A Chromium that this machine can run, with the environment that it needs. */
export interface ChromiumInstallation {
  executablePath: string;
  env: Record<string, string>;
}

declare module 'vitest' {
  interface ProvidedContext {
    databaseSource: DatabaseSource;
    chromium: ChromiumInstallation;
    /** Why dist/ could not be built, null when it was. */
    buildFailure: string | null;
  }
}
