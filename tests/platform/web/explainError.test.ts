import { MulterError } from 'multer';
import { describe, expect, test } from 'vitest';
import * as errors from '../../../src/platform/errors.js';
import { explainError } from '../../../src/platform/web/middleware/explainError.js';

const httpError = (status: number, code?: string) =>
  Object.assign(new Error('inner words'), { status, code });

describe('each error has its status and explains itself in Chinese', () => {
  test.each<[number, string, unknown]>([
    [404, '找不到工单', new errors.NotFound('工单')],
    [403, '您的岗位', new errors.NotAllowed('您的岗位不能这样做。')],
    [422, '表单填写有误', new errors.InvalidForm([{ path: 'a', message: '必须填写' }])],
    [422, '文件是空的', new errors.InvalidUpload('文件是空的。')],
    [409, '已由李静办理完成', new errors.TaskAlreadyCompleted('李静', '2026-11-23T06:00:00.000Z')],
    [409, '已由李静签收', new errors.TaskAlreadyClaimed('李静')],
    [409, '已取消', new errors.TaskCancelled()],
    [409, 'YC-20261123-0007', new errors.StaleTicket('YC-20261123-0007')],
    [409, '条件', new errors.EngineError('gateway', '条件没有结果')],
    [413, '1 MB', httpError(413)],
    [413, '20 MB', new MulterError('LIMIT_FILE_SIZE')],
    [403, '页面打开时间过长', httpError(403, 'EBADCSRFTOKEN')],
    [400, '格式不正确', httpError(400)],
    [404, '找不到', httpError(404)],
  ])('%i %s', (status, words, error) => {
    const explanation = explainError(error);
    expect(explanation?.status).toBe(status);
    expect(explanation?.message).toContain(words);
    expect(explanation?.message).not.toContain('inner words');
  });

  test('each reason of a refused form is listed', () => {
    const error = new errors.InvalidForm([
      { path: 'a', message: '必须填写' },
      { path: 'b', message: '不是日期' },
    ]);
    expect(explainError(error)?.details).toEqual(['必须填写', '不是日期']);
  });

  test.each([new Error('boom'), httpError(500), 'a text', null, undefined])('%s is an incident', (error) => {
    expect(explainError(error)).toBeNull();
  });
});
