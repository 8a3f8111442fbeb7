import { MulterError } from 'multer';
import { isLocked, isOutOfSpace } from '../../db/databaseTrouble.js';
import * as errors from '../../errors.js';

/** The explanation of an error for a person. */
export interface Explanation {
  status: number;
  title: string;
  message: string;
  /** One line each, such as the reasons why an input was refused. */
  details: string[];
  /** Whether the page shows the typed input, because a form could not be saved. */
  keepInput: boolean;
}

type DomainErrorClass = abstract new (...args: never[]) => errors.DomainError;

const domainErrors: [DomainErrorClass, { status: number; title: string; keepInput: boolean }][] = [
  [errors.NotFound, { status: 404, title: '找不到页面或数据', keepInput: false }],
  [errors.NotAllowed, { status: 403, title: '没有权限', keepInput: true }],
  [errors.InvalidForm, { status: 422, title: '填写有误', keepInput: true }],
  [errors.InvalidUpload, { status: 422, title: '文件未能上传', keepInput: true }],
  [errors.TaskAlreadyCompleted, { status: 409, title: '任务已由他人办理', keepInput: true }],
  [errors.TaskAlreadyClaimed, { status: 409, title: '任务已由他人签收', keepInput: true }],
  [errors.TaskAlreadyAssigned, { status: 409, title: '任务已有办理人', keepInput: false }],
  [errors.TaskCancelled, { status: 409, title: '任务已取消', keepInput: true }],
  [errors.MessageFitsNothing, { status: 409, title: '消息没有送达', keepInput: true }],
  [errors.TooLate, { status: 409, title: '已来不及撤回', keepInput: true }],
  [errors.StaleTicket, { status: 409, title: '内容已被更新', keepInput: true }],
  [errors.StaleRecord, { status: 409, title: '内容已被更新', keepInput: true }],
  [errors.PossibleDuplicates, { status: 422, title: '可能重复', keepInput: true }],
  [errors.StaleSetting, { status: 409, title: '设置已被更新', keepInput: false }],
  [errors.StaleLayout, { status: 409, title: '版式已被更新', keepInput: true }],
  [errors.PrintingFailed, { status: 503, title: '未能生成 PDF', keepInput: false }],
  [errors.TooBusy, { status: 503, title: '系统正忙', keepInput: true }],
  [errors.EngineError, { status: 409, title: '流程无法继续', keepInput: true }],
  [errors.DraftLocked, { status: 409, title: '草稿正由他人编辑', keepInput: true }],
  [errors.StaleDraft, { status: 409, title: '草稿已被更新', keepInput: true }],
  [errors.DraftNotOpen, { status: 409, title: '草稿不能修改', keepInput: true }],
  [errors.UnreadableDiagram, { status: 422, title: '流程图不能使用', keepInput: false }],
  [errors.InvalidDefinition, { status: 422, title: '流程图不能发布', keepInput: false }],
  [errors.InvalidFormDefinition, { status: 422, title: '表单不能使用', keepInput: false }],
];

const databaseHeld: Explanation = {
  status: 503,
  title: '暂时不能保存',
  message: '数据库正被另一个程序占用，这次没有保存。请稍后再提交一次。',
  details: [],
  keepInput: true,
};

const diskFull: Explanation = {
  status: 503,
  title: '暂时不能保存',
  message:
    '服务器的磁盘已满，这次没有保存；已有的数据不受影响，可以查看。请告诉系统管理员清理磁盘，再提交一次。',
  details: [],
  keepInput: true,
};

/** Explains an error in Chinese; null for an unexpected one, which is an incident. */
export function explainError(error: unknown): Explanation | null {
  if (error instanceof errors.DomainError) return explainDomainError(error);
  if (isLocked(error)) return databaseHeld;
  if (isOutOfSpace(error)) return diskFull;
  if (error instanceof MulterError) return explainUpload(error);
  return explainHttpError(error);
}

function explainDomainError(error: errors.DomainError): Explanation | null {
  const known = domainErrors.find(([type]) => error instanceof type)?.[1];
  if (!known) return null;
  const details = error instanceof errors.InvalidForm ? error.errors.map(({ message }) => message) : [];
  return { ...known, message: error.message, details };
}

const tooLarge = (message: string): Explanation => ({
  status: 413,
  title: '提交的内容过大',
  message,
  details: [],
  keepInput: false,
});

function explainUpload(error: MulterError): Explanation {
  const what: Partial<Record<MulterError['code'], string>> = {
    LIMIT_FILE_SIZE: '单个文件不能超过 20 MB。',
    LIMIT_FILE_COUNT: '一次最多上传 20 个文件。',
  };
  return tooLarge(what[error.code] ?? '提交的内容超出限制，没有保存。请缩短内容或分次提交。');
}

const expiredPage: Explanation = {
  status: 403,
  title: '页面已过期',
  message: '页面打开时间过长，或您已在别处重新登录，为保证安全，本次提交没有保存。请重新打开页面再提交。',
  details: [],
  keepInput: true,
};

const malformed = (status: number): Explanation => ({
  status,
  title: '请求无法识别',
  message: '提交的内容格式不正确，没有保存。请返回后重试。',
  details: [],
  keepInput: false,
});

/** Errors of Express, body-parser, csrf-sync: objects with `status` below 500 and perhaps a code or type. */
function explainHttpError(error: unknown): Explanation | null {
  if (!(error instanceof Error)) return null;
  const { status, code } = error as Error & { status?: unknown; code?: unknown };
  if (code === 'EBADCSRFTOKEN') return expiredPage;
  if (typeof status !== 'number' || status < 400 || status > 499) return null;
  if (status === 413)
    return tooLarge('提交的内容过大，没有保存。单次提交的文字不能超过 1 MB，流程图不能超过 2 MB。');
  if (status === 404) return explainDomainError(new errors.NotFound('该页面'));
  return malformed(status);
}
