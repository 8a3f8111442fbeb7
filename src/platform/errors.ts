/** An error that a person caused or can mend: it has a Chinese message and maps to one HTTP status (see src/platform/web/middleware/errors.ts). */
export abstract class DomainError extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** The thing is not there, or the actor may not know that it is. */
export class NotFound extends DomainError {
  constructor(readonly what: string) {
    super(`找不到${what}，可能已被删除，或您无权查看。`);
  }
}

/** The actor lacks the permission; `reason` says which rule in Chinese. */
export class NotAllowed extends DomainError {
  constructor(readonly reason: string) {
    super(reason);
  }
}

/** One refused input: `path` is the field as the form names it (`contacts.0.channel`), '' for the whole form. */
export interface FieldError {
  path: string;
  message: string;
  /** The message says which field it is about; absent: a list of errors puts the field's name before it. */
  namesField?: true;
}

/** The submitted data breaks the form's schema or a rule about its fields. */
export class InvalidForm extends DomainError {
  constructor(readonly errors: FieldError[]) {
    super('表单填写有误，请按提示修改。');
  }
}

/** Somebody else was faster: says who and when. */
export class TaskAlreadyCompleted extends DomainError {
  constructor(
    readonly completedBy: string,
    readonly completedAt: string,
  ) {
    super(`该任务已由${completedBy}办理完成，您的提交没有生效。`);
  }
}

export class TaskAlreadyClaimed extends DomainError {
  constructor(readonly claimedBy: string) {
    super(`该任务已由${claimedBy}签收。`);
  }
}

/** Two dispatchers at once, or the engineer was faster. */
export class TaskAlreadyAssigned extends DomainError {
  constructor(readonly holder: string) {
    super(`该任务刚刚已由${holder}承接，您的指派没有生效。`);
  }
}

/** The task went away (timer, cancelled ticket, loop) before the person acted. */
export class TaskCancelled extends DomainError {
  constructor() {
    super('该任务已取消，流程已转到其他环节。');
  }
}

/** Nothing waits for the message, or more than one does. */
export class MessageFitsNothing extends DomainError {}

/** What was to be taken back has led to more by now. */
export class TooLate extends DomainError {}

/** The page that was posted shows an older revision than the database has. */
export class StaleTicket extends DomainError {
  constructor(readonly ticketNumber: string) {
    super(`工单 ${ticketNumber} 刚刚被他人更新，请查看最新内容后再提交。`);
  }
}

/** A record was written since the page was made. */
export class StaleRecord extends DomainError {
  constructor(readonly what: string) {
    super(`${what}刚刚被他人修改，您的内容没有保存。请核对最新内容后再保存。`);
  }
}

/** Something very like what is being entered is in the customer file already: a person decides. */
export class PossibleDuplicates extends DomainError {
  constructor(readonly found: { customerId: number; customerName: string; reason: string }[]) {
    super('客户档案中已有相近的记录，请核对是否重复。');
  }
}

/** The settings page that was posted shows an older revision than the database has. */
export class StaleSetting extends DomainError {
  constructor() {
    super('该设置刚刚被他人修改，您的修改还没有保存。');
  }
}

/** Somebody else has the draft open for editing. */
export class DraftLocked extends DomainError {
  constructor(readonly holder: string) {
    super(`${holder}正在编辑这份草稿，您的修改没有保存。请稍后再试，或与${holder}联系。`);
  }
}

/** The draft was saved since the page was made, perhaps in another window of the same person. */
export class StaleDraft extends DomainError {
  constructor(readonly savedBy: string) {
    super(`这份草稿刚刚由${savedBy}保存过，您的修改没有保存。请重新打开草稿，在最新内容上修改。`);
  }
}

/** The draft was submitted, published or discarded: its content stands. */
export class DraftNotOpen extends DomainError {}

/** A diagram that can't even be kept: not BPMN, hostile or too large. */
export class UnreadableDiagram extends DomainError {}

/** One reason why a diagram is refused, in Chinese, tied to the element that a person must mend. */
export interface DefinitionProblem {
  elementId: string | null;
  elementName: string | null;
  message: string;
  /** A warning is about what the engine runs all the same; absent: an error, the diagram can't be deployed. */
  severity?: 'error' | 'warning';
  /** An expression of the element, and what it should be. */
  proposal?: { from: string; to: string };
  /** What the editor can do about it at a click: the flow becomes the default one, without its condition. */
  mend?: { kind: 'setDefault'; label: string; flowId: string };
}

/** A diagram that can't be deployed, with every reason. */
export class InvalidDefinition extends DomainError {
  constructor(
    readonly source: string,
    readonly problems: DefinitionProblem[],
  ) {
    super(`流程图 ${source} 不能发布：${problems.map(describeProblem).join('；')}`);
  }
}

/** A form file that can't be used: names the file and the reason in Chinese. */
export class InvalidFormDefinition extends DomainError {
  constructor(
    readonly source: string,
    readonly reason: string,
    /** The field that is wrong (`partsUsed.amount`); null where it is not about one. */
    readonly path: string | null = null,
  ) {
    super(`表单 ${source} 不能使用：${reason}`);
  }
}

/** An expression at which the engine could not go on, with the data that it saw, as stored; null: it was not there. */
export interface MetExpression {
  text: string;
  values: Record<string, unknown>;
}

/** Which ticket can't go on, and in which diagram. */
export interface StoppedAt {
  /** Null: the ticket was to be started, and is not there. */
  ticketId: number | null;
  /** The process version that has the element. */
  definitionId: number;
  /** The wait whose end could not be processed; null: none. */
  executionId: string | null;
}

/** The engine can't go on at an element (failed condition, no way out, nobody to do it): a person must decide. */
export class EngineError extends DomainError {
  /** Set by whoever knows the ticket. */
  stoppedAt: StoppedAt | null = null;

  constructor(
    readonly elementId: string | null,
    readonly reason: string,
    /** The expressions that led to it. */
    readonly met: readonly MetExpression[] = [],
  ) {
    super(reason);
  }
}

/** The command does not fit where the ticket stands: it was refused, and the ticket goes on as before. */
export class UnfitCommand extends EngineError {}

/** What a service reports by a code that diagrams know (BPMN 2.0, 10.5.7): a boundary event may catch it. */
export class ServiceError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Somebody saved the layout of a paper since the page that was posted was opened. */
export class StaleLayout extends DomainError {
  constructor(readonly title: string) {
    super(`《${title}》的版式刚刚被他人修改，请查看最新版本后再保存。`);
  }
}

/** The browser on the server made no PDF in time; printing in one's own browser still works. */
export class PrintingFailed extends DomainError {}

/** The application can't do it now, and can in a while: nothing was lost but the time. */
export class TooBusy extends DomainError {}

/** An upload was refused: size, type or content. */
export class InvalidUpload extends DomainError {}

function describeProblem(problem: DefinitionProblem): string {
  const where = problem.elementId
    ? `「${problem.elementName ?? problem.elementId}」(${problem.elementId})：`
    : '';
  return where + problem.message;
}
