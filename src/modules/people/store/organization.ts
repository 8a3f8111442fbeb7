import type { Knex } from 'knex';

export interface OrganizationPosition {
  name: string;
  /** Persons planned for it; null when nobody has decided. */
  headcount: number | null;
  duties: string | null;
  groups: string[];
}

/** A department of the organisation in force, or of a plan; the tree is a flat list. */
export interface OrganizationNode {
  /** Id of the department as text, or any unique text for a new one. */
  key: string;
  parentKey: string | null;
  name: string;
  duties: string | null;
  positions: OrganizationPosition[];
}

/** The organisation in force: active departments and positions. */
export async function selectOrganization(db: Knex): Promise<OrganizationNode[]> {
  const departments = await db('departments').where({ active: true }).orderBy('id');
  const positions = await db('positions').where({ active: true }).orderBy('id');
  const groups: { positionId: number; groupId: string }[] = await db('position_groups').orderBy('groupId');
  return departments.map((department) => ({
    key: String(department.id),
    parentKey: department.parentId === null ? null : String(department.parentId),
    name: department.name,
    duties: department.duties,
    positions: positions
      .filter((position) => position.departmentId === department.id)
      .map(({ id, name, headcount, duties }) => ({
        name,
        headcount,
        duties,
        groups: groups.filter((group) => group.positionId === id).map((group) => group.groupId),
      })),
  }));
}

/**
 * Changes the directory to a published organisation. Departments are matched by key, otherwise by name. What the
 * organisation no longer has is closed but kept, so that old tickets still name it and its holders lose its groups.
 */
export async function applyOrganization(tx: Knex, nodes: readonly OrganizationNode[]): Promise<void> {
  const ids = new Map<string, number>();
  for (const node of parentsFirst(nodes)) {
    const parentId = node.parentKey === null ? null : (ids.get(node.parentKey) as number);
    ids.set(node.key, await writeDepartment(tx, node, parentId));
  }
  const inForce = [...ids.values()];
  await tx('departments').whereNotIn('id', inForce).update({ active: false });
  await tx('positions').whereNotIn('departmentId', inForce).update({ active: false });
  for (const node of nodes) await writePositions(tx, ids.get(node.key) as number, node.positions);
}

function parentsFirst(nodes: readonly OrganizationNode[]): OrganizationNode[] {
  const ordered: OrganizationNode[] = [];
  const place = (parentKey: string | null) => {
    for (const node of nodes.filter((one) => one.parentKey === parentKey)) {
      ordered.push(node);
      place(node.key);
    }
  };
  place(null);
  return ordered;
}

async function writeDepartment(tx: Knex, node: OrganizationNode, parentId: number | null): Promise<number> {
  const facts = { name: node.name, duties: node.duties ?? null, parentId, active: true };
  const known =
    (/^\d{1,9}$/.test(node.key) &&
      (await tx('departments')
        .where({ id: Number(node.key) })
        .first('id'))) ||
    (await tx('departments').where({ name: node.name }).orderBy('active', 'desc').first('id'));
  if (!known) {
    const [row] = await tx('departments').insert(facts).returning('id');
    return row.id;
  }
  await tx('departments').where({ id: known.id }).update(facts);
  return known.id;
}

async function writePositions(
  tx: Knex,
  departmentId: number,
  positions: OrganizationPosition[],
): Promise<void> {
  await tx('positions').where({ departmentId }).update({ active: false });
  for (const { name, headcount = null, duties = null, groups = [] } of positions) {
    const [row] = await tx('positions')
      .insert({ departmentId, name, headcount, duties, active: true })
      .onConflict(['departmentId', 'name'])
      .merge()
      .returning('id');
    await tx('position_groups').where({ positionId: row.id }).delete();
    if (groups.length > 0) {
      await tx('position_groups').insert(groups.map((groupId) => ({ positionId: row.id, groupId })));
    }
  }
}

export interface OrganizationVersionRow {
  id: number;
  ticketId: number;
  organization: OrganizationNode[];
  /** YYYY-MM-DD in the department's time zone. */
  effectiveOn: string;
  publishedAt: string;
  /** Null until its day has come. */
  appliedAt: string | null;
}

export async function insertOrganizationVersion(
  tx: Knex,
  version: Omit<OrganizationVersionRow, 'id'>,
): Promise<number> {
  const [row] = await tx('organization_versions')
    .insert({ ...version, organization: JSON.stringify(version.organization) })
    .returning('id');
  return row.id;
}

/** Published organisations that are due and not applied yet, the earliest first. */
export async function selectDueOrganizations(tx: Knex, today: string): Promise<OrganizationVersionRow[]> {
  const rows = await tx('organization_versions')
    .whereNull('appliedAt')
    .where('effectiveOn', '<=', today)
    .orderBy('effectiveOn')
    .orderBy('id');
  return rows.map((row) => ({ ...row, organization: JSON.parse(row.organization) }));
}

export async function markOrganizationApplied(tx: Knex, id: number, appliedAt: string): Promise<void> {
  await tx('organization_versions').where({ id }).update({ appliedAt });
}

/** Published organisations with the numbers of their tickets, the newest first. */
export async function selectPublishedOrganizations(
  db: Knex,
): Promise<{ id: number; ticketNumber: string; effectiveOn: string; appliedAt: string | null }[]> {
  return db('organization_versions')
    .join('tickets', 'tickets.id', 'organization_versions.ticketId')
    .orderBy('organization_versions.id', 'desc')
    .limit(50)
    .select(
      'organization_versions.id',
      'tickets.number as ticketNumber',
      'organization_versions.effectiveOn',
      'organization_versions.appliedAt',
    );
}
