/** A logged-in person and the groups that the positions held give. */
export interface Person {
  id: number;
  name: string;
  groups: readonly string[];
}

/** Who acts: a person, or (id null) the system itself for timers and jobs. */
export interface Actor {
  id: number | null;
  name: string;
  groups: readonly string[];
}

export const systemActor: Actor = { id: null, name: '系统', groups: [] };
