/** A logged-in person with the groups that follow from the person's positions. */
export interface Person {
  id: number;
  name: string;
  groups: readonly string[];
  /** Of the request by which the person acts; the log has it too. */
  requestId?: string;
}

/** A logged-in person with what pages need of the account. */
export interface SessionPerson extends Person {
  email: string | null;
  /** Whether somebody else issued the password, so that it must be changed. */
  mustChangePassword: boolean;
  logIn: { id: string; beganAt: string; usedAt: string; confirmedAt: string };
}

/** Who acts: a person, or (id null) the system itself for timers and jobs. */
export interface Actor {
  id: number | null;
  name: string;
  groups: readonly string[];
  /** Of the request by which a person acts; the log has it too. */
  requestId?: string;
}

export const systemActor: Actor = { id: null, name: '系统', groups: [] };
