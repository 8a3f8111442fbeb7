import type { Knex } from 'knex';
import * as people from './migrations/001_people.js';
import * as customers from './migrations/002_customers.js';
import * as definitions from './migrations/003_definitions.js';
import * as tickets from './migrations/004_tickets.js';
import * as work from './migrations/005_jobs_and_mail.js';
import * as settings from './migrations/006_settings.js';
import * as organization from './migrations/007_organization.js';
import * as customerFile from './migrations/008_customer_file.js';
import * as register from './migrations/009_register.js';
import * as settingChanges from './migrations/010_settings.js';
import * as papers from './migrations/011_papers.js';
import * as audit from './migrations/012_audit.js';
import * as directory from './migrations/013_directory.js';
import * as inbox from './migrations/014_inbox.js';
import * as taskActions from './migrations/015_task_actions.js';
import * as processDrafts from './migrations/016_process_drafts.js';
import * as sideTasks from './migrations/017_side_tasks.js';
import * as reassignments from './migrations/018_reassignments.js';
import * as termsByCustomer from './migrations/019_terms_by_customer.js';
import * as exportedFiles from './migrations/020_exports.js';
import * as auditChecks from './migrations/021_audit_checks.js';
import * as rulesOfElements from './migrations/022_rules_of_elements.js';
import * as exportCriteria from './migrations/023_export_criteria.js';
import * as eventContents from './migrations/024_event_contents.js';
import * as events from './migrations/025_events.js';
import * as stoppedTickets from './migrations/026_stopped_tickets.js';
import * as logIns from './migrations/027_log_ins.js';
import * as securityLog from './migrations/028_security_log.js';
import * as requestIds from './migrations/029_request_ids.js';
import * as guesses from './migrations/030_guesses.js';

type Migration = Pick<Knex.Migration, 'up' | 'down'>;

const migrations: Record<string, Migration> = {
  '001_people': people,
  '002_customers': customers,
  '003_definitions': definitions,
  '004_tickets': tickets,
  '005_jobs_and_mail': work,
  '006_settings': settings,
  '007_organization': organization,
  '008_customer_file': customerFile,
  '009_register': register,
  '010_settings': settingChanges,
  '011_papers': papers,
  '012_audit': audit,
  '013_directory': directory,
  '014_inbox': inbox,
  '015_task_actions': taskActions,
  '016_process_drafts': processDrafts,
  '017_side_tasks': sideTasks,
  '018_reassignments': reassignments,
  '019_terms_by_customer': termsByCustomer,
  '020_exports': exportedFiles,
  '021_audit_checks': auditChecks,
  '022_rules_of_elements': rulesOfElements,
  '023_export_criteria': exportCriteria,
  '024_event_contents': eventContents,
  '025_events': events,
  '026_stopped_tickets': stoppedTickets,
  '027_log_ins': logIns,
  '028_security_log': securityLog,
  '029_request_ids': requestIds,
  '030_guesses': guesses,
};

/** Migrations that were delivered under another name, by that name; databases that ran them keep a record of the old name. */
const renamedMigrations: Readonly<Record<string, string>> = { '009_settings': '010_settings' };

/** All migrations by name, in their order. */
export const migrationNames: readonly string[] = Object.keys(migrations);

/** Brings the schema up to date, or to the state after the migration `upTo`; running it again changes nothing. */
export async function migrate(db: Knex, upTo?: string): Promise<void> {
  await renameAppliedMigrations(db);
  const wanted =
    upTo === undefined ? migrationNames : migrationNames.slice(0, migrationNames.indexOf(upTo) + 1);
  await db.migrate.latest({
    migrationSource: {
      getMigrations: async () => [...wanted],
      getMigrationName: (name: string) => name,
      getMigration: async (name: string) => migrations[name] as Migration,
    },
  });
}

/** The last migration that the database has run; null for one without any. It may be of a newer version. */
export async function lastMigrationOf(db: Knex): Promise<string | null> {
  if (!(await db.schema.hasTable(appliedMigrations))) return null;
  const row = await db(appliedMigrations).orderBy('id', 'desc').first('name');
  return row ? (renamedMigrations[row.name] ?? row.name) : null;
}

/** Without it knex would refuse a database that names a migration which no longer exists, or run the renamed one again. */
async function renameAppliedMigrations(db: Knex): Promise<void> {
  if (!(await db.schema.hasTable(appliedMigrations))) return;
  for (const [oldName, name] of Object.entries(renamedMigrations))
    await db(appliedMigrations).where({ name: oldName }).update({ name });
}

/** The table in which knex records what it has run. */
const appliedMigrations = 'knex_migrations';
