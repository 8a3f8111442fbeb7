/** What each type of event is called; the engine's own steps included. */
const eventNames: Record<string, string> = {
  'ticket.started': '发起工单',
  'ticket.cancelled': '终止工单',
  'ticket.flagged': '标记工单',
  'task.created': '产生任务',
  'task.claimed': '签收任务',
  'task.released': '退回公共',
  'ticket.handedOver': '移交后续环节',
  'task.assigned': '派工',
  'task.reassigned': '转办任务',
  'task.handedOver': '移交任务',
  'task.delegated': '委派任务',
  'task.resolved': '结束委派',
  'task.reminded': '催办任务',
  'ticket.copied': '抄送工单',
  'copy.read': '已阅抄送',
  'comment.added': '评论',
  'task.completed': '办理任务',
  'task.cancelled': '任务取消',
  'record.added': '登记记录',
  'timer.armed': '开始计时',
  'timer.disarmed': '停止计时',
  'timer.due': '计时到期',
  'timer.fired': '计时触发',
  'service.requested': '请求自动处理',
  'service.completed': '自动处理完成',
  'service.skipped': '跳过自动处理',
  'incident.raised': '发生异常',
  'mail.sent': '发出邮件',
  'call.started': '发起下级工单',
  'call.completed': '下级工单办结',
  'activity.entered': '进入环节',
  'activity.completed': '离开环节',
  'activity.cancelled': '中止环节',
  'flow.taken': '经过连线',
  'process.ended': '流程结束',
};

/** The Chinese name of a type of event; a type without one keeps its own. */
export function eventName(type: string): string {
  return eventNames[type] ?? type;
}
