import type { Knex } from 'knex';
import * as people from './migrations/001_people.js';
import * as customers from './migrations/002_customers.js';
import * as definitions from './migrations/003_definitions.js';
import * as tickets from './migrations/004_tickets.js';
import * as work from './migrations/005_jobs_and_mail.js';
import * as settings from './migrations/006_settings.js';
import * as organization from './migrations/007_organization.js';
import * as directory from './migrations/010_directory.js';

type Migration = Pick<Knex.Migration, 'up' | 'down'>;

const migrations: Record<string, Migration> = {
  '001_people': people,
  '002_customers': customers,
  '003_definitions': definitions,
  '004_tickets': tickets,
  '005_jobs_and_mail': work,
  '006_settings': settings,
  '007_organization': organization,
  '010_directory': directory,
};

/** Brings the schema up to date; running it again changes nothing. */
export async function migrate(db: Knex): Promise<void> {
  await db.migrate.latest({
    migrationSource: {
      getMigrations: async () => Object.keys(migrations),
      getMigrationName: (name: string) => name,
      getMigration: async (name: string) => migrations[name] as Migration,
    },
  });
}
