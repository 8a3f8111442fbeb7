/** Mail that keeps a checkpoint outside the system; its last line is the checkpoint. */
export function checkpointMail(checkpoint: {
  number: number;
  day: string;
  ticketCount: number;
  eventCount: number;
  root: string;
  signature: string;
}): { subject: string; body: string } {
  const { number, day, ticketCount, eventCount, root, signature } = checkpoint;
  const lines = [
    `${day} 的流转记录已封存（第 ${number} 号检查点），请妥善保存本邮件。`,
    '',
    `工单：${ticketCount} 张`,
    `流转记录：${eventCount} 条`,
    `根校验码：${root}`,
    `签名：${signature}`,
    '',
    '日后如怀疑记录被改动，可将下面一行与系统中的检查点核对：',
    JSON.stringify(checkpoint),
  ];
  return { subject: `【流转记录封存】${day} 第 ${number} 号检查点`, body: lines.join('\n') };
}
