import type { Knex } from 'knex';

/** Adds so many customers to the file, alike but for their names; returns how many there are then. */
export async function multiplyCustomers(db: Knex, many: number): Promise<number> {
  const known = await db('customers').orderBy('id').first();
  const columns = Object.keys(known)
    .filter((column) => !['id', 'name', 'nameKey'].includes(column))
    .map((column) => column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
    .join(', ');
  const name = `'长档案客户第' || k || '号'`;
  await db.raw(
    `with recursive series(k) as (select 1 union all select k + 1 from series where k < ${many})
     insert into customers (name, name_key, ${columns})
     select ${name}, ${name}, ${columns} from customers, series where id = ${known.id}`,
  );
  await db.raw('analyze');
  return Number((await db('customers').count({ count: '*' }).first())?.count);
}
