import { connect } from '../../src/platform/db/connect.js';
import { migrate } from '../../src/platform/db/migrate.js';
import { fillInbox } from './fillInbox.js';

/** `fillInboxMain.ts <database url> <tasks>`: fills an empty database and prints the sample customers as JSON. */
const [url = '', tasks = ''] = process.argv.slice(2);
const db = connect(url);
await migrate(db);
const samples = await fillInbox(db, Number(tasks));
await db.destroy();
process.stdout.write(JSON.stringify(samples));
