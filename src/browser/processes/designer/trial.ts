/** An expression, its element, and the data to try it with; see the address /drafts/:id/trials. */
export interface TrialQuestion {
  expression: string;
  elementId: string;
  /** Whose data it sees: the ticket's own, or those of the process that the element calls. */
  sees: 'own' | 'called';
  ticket: string | null;
  values: Record<string, string> | null;
}

/** An item of data that an expression reads. */
export interface AskedData {
  name: string;
  label: string;
  kind: string;
  options: { value: string; label: string }[];
}

export interface KnownData {
  name: string;
  label: string;
  kind: string;
  options: { value: unknown; title: string }[];
  /** Of a record or a table. */
  fields: Omit<KnownData, 'isLater'>[];
  /** It is filled in only after the element. */
  isLater: boolean;
}

export interface TrialAnswer {
  mistakes: { from: number; to: number; message: string; replacement: string | null }[];
  data: AskedData[];
  /** What a ticket may know at the element. */
  known: KnownData[];
  trial: {
    value: string;
    reason: string;
    facts: string[];
    parts: { text: string; value: string }[];
    morePartsCount: number;
  } | null;
}

/** Asks the server about expressions of one element. */
export interface Trials {
  ask(question: Omit<TrialQuestion, 'elementId' | 'sees'>): Promise<TrialAnswer>;
}

interface Client {
  tryExpression(question: TrialQuestion): Promise<TrialAnswer>;
}

export const trialsAt = (client: Client, elementId: string, sees: TrialQuestion['sees'] = 'own'): Trials => ({
  ask: (question) => client.tryExpression({ ...question, elementId, sees }),
});
