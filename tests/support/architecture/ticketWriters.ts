import type { SourceFile } from './readSource.js';
import { constantText, isNode, lineOf, type SyntaxNode, walk } from './syntaxTree.js';

const save = ['src/modules/tickets/steps/saveTicket.ts'];
const open = ['src/modules/tickets/steps/openTicket.ts'];
/** Background work that no ticket waits for, and mails. */
const queues = [
  'src/modules/exports/commands/finishExport.ts',
  'src/modules/customers/commands/importCustomers.ts',
  'src/jobs/commands/longWork.ts',
  'src/jobs/commands/scheduleNightly.ts',
  'src/mail/steps/queueMail.ts',
  'src/modules/processes/steps/queueProcessFiles.ts',
  'src/modules/audit/commands/sealCheckpoint.ts',
  'src/modules/tasks/commands/startReassignment.ts',
  'src/modules/tickets/services/publishOrganization.ts',
  'src/modules/processes/steps/scheduleTimerStarts.ts',
  'src/modules/tickets/commands/startByTimer.ts',
];

/** The tables that must agree with each other, by the file that holds their SQL. */
const tables: Record<string, readonly string[]> = {
  'src/modules/tickets/store/tickets.ts': ['tickets', 'ticket_sequences'],
  'src/modules/tickets/store/tasks.ts': ['tasks', 'task_candidate_groups', 'task_exclusions'],
  'src/modules/tickets/store/auditEvents.ts': ['audit_events'],
  'src/modules/tickets/store/inboxEntries.ts': ['inbox_entries'],
  'src/modules/tickets/store/registerEntries.ts': ['register_entries'],
  'src/modules/tickets/store/eventSubscriptions.ts': ['event_subscriptions'],
  'src/jobs/store/jobs.ts': ['jobs'],
};

/** The only files that may import each function that writes them; 'queue': how a job fares is told by whoever runs it. */
export const ticketWriters: Record<string, Record<string, readonly string[] | 'queue'>> = {
  'src/modules/tickets/store/tickets.ts': {
    moveTickets: save,
    insertTicket: open,
    updateTicket: save,
    nextTicketSequence: open,
  },
  'src/modules/tickets/store/tasks.ts': { insertTask: save, insertExclusions: save, updateTask: save },
  'src/modules/tickets/store/auditEvents.ts': { insertAuditEvents: save },
  'src/modules/tickets/store/inboxEntries.ts': {
    placeTask: ['src/modules/tickets/store/tasks.ts'],
    moveInboxEntries: save,
    updateInboxEntries: save,
  },
  'src/modules/tickets/store/eventSubscriptions.ts': { replaceSubscriptions: save },
  'src/modules/tickets/store/registerEntries.ts': {
    upsertRegisterEntry: ['src/modules/tickets/steps/updateRegister.ts'],
    moveRegisterEntries: save,
  },
  'src/jobs/store/jobs.ts': {
    insertJobs: [...save, ...queues],
    leaseDueJob: 'queue',
    updateJob: 'queue',
    cancelJobs: [
      ...save,
      'src/modules/processes/steps/queueProcessFiles.ts',
      'src/modules/processes/steps/scheduleTimerStarts.ts',
    ],
  },
  'src/modules/tickets/steps/updateRegister.ts': { updateRegister: save },
};

const writes = new Set(['insert', 'into', 'update', 'delete', 'del', 'increment', 'decrement', 'truncate']);

/** One sentence for each place that could let a ticket's tables say different things. */
export function strayTicketWrites(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => !path.startsWith('src/platform/db/migrations/'))
    .flatMap((file) => [...strayImports(file), ...strayStatements(file)]);
}

/** Exported functions of the tables' files that write, by file: what `ticketWriters` must name. */
export function writingFunctions(file: SourceFile): string[] {
  return [...walk(file.tree)]
    .filter((node) => node.type === 'ExportNamedDeclaration' && isNode(node.declaration))
    .map((node) => node.declaration as SyntaxNode)
    .filter((node) => node.type === 'FunctionDeclaration' && isNode(node.id))
    .filter((node) => [...walk(node)].some((one) => isWriteCall(one) || rawTables(one).length > 0))
    .map((node) => String((node.id as SyntaxNode).name));
}

function strayImports(file: SourceFile): string[] {
  return [...walk(file.tree)].filter(isImport).flatMap((node) => {
    const target = file.imports.find(({ line }) => line === lineOf(file.text, node.start))?.target;
    const guarded = target ? ticketWriters[target] : undefined;
    if (!guarded) return [];
    return namesOf(node).flatMap((name) => {
      const allowed = name === '*' ? [] : guarded[name];
      if (allowed === undefined || allowed === 'queue' || allowed.includes(file.path)) return [];
      return [`${file.path} must not import ${name} of ${target}`];
    });
  });
}

function isImport({ type, source }: SyntaxNode): boolean {
  return (
    ['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration'].includes(type) && isNode(source)
  );
}

/** What is imported; `*` for everything at once. */
function namesOf(node: SyntaxNode): string[] {
  if (node.type === 'ExportAllDeclaration') return ['*'];
  return (node.specifiers as SyntaxNode[]).map((specifier) => {
    const imported = specifier.imported ?? specifier.local;
    return specifier.type === 'ImportNamespaceSpecifier' ? '*' : String((imported as SyntaxNode).name);
  });
}

function strayStatements(file: SourceFile): string[] {
  const own = tables[file.path] ?? [];
  const guarded = Object.values(tables).flat();
  return [...walk(file.tree)].flatMap((node) => {
    const written = [...rawTables(node), ...(isWriteCall(node) ? [tableOf(node)] : [])];
    return written
      .filter((table) => guarded.includes(table) && !own.includes(table))
      .map((table) => `${file.path}:${lineOf(file.text, node.start)} writes ${table}`);
  });
}

function isWriteCall(node: SyntaxNode): boolean {
  if (node.type !== 'CallExpression' || !isNode(node.callee)) return false;
  const { property } = node.callee;
  return isNode(property) && writes.has(String(property.name)) && tableOf(node) !== '';
}

/** `tasks` for `db('tasks').where(…).update(…)`; '' for other calls. */
function tableOf(node: SyntaxNode): string {
  let call: unknown = node;
  while (isNode(call) && call.type === 'CallExpression' && isNode(call.callee)) {
    if (call.callee.type !== 'MemberExpression') return constantText((call.arguments as unknown[])[0]) ?? '';
    const named =
      isNode(call.callee.property) && ['from', 'into', 'table'].includes(String(call.callee.property.name));
    if (named) return constantText((call.arguments as unknown[])[0]) ?? '';
    call = call.callee.object;
  }
  return '';
}

function rawTables(node: SyntaxNode): string[] {
  const text =
    node.type === 'TemplateElement' ? (node.value as { cooked: string }).cooked : (constantText(node) ?? '');
  return [...text.matchAll(/\b(?:insert into|update|delete from)\s+"?([a-z_]+)/gi)].map((found) =>
    String(found[1]),
  );
}
