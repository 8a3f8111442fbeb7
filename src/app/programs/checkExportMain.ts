import { readFileSync } from 'node:fs';
import { checkExport, readPublicKey } from '../../modules/audit/index.js';
import { printLine, runProgram } from './terminal.js';

/** `npm run audit:check-export FILE [KEY.pem]`: checks an exported ticket by itself, without a database. */
runProgram(async () => {
  const [file, keyFile] = process.argv.slice(2);
  if (!file) {
    printLine('用法：npm run audit:check-export 文件 [公钥.pem]');
    return false;
  }
  const trusted = keyFile ? readPublicKey(keyFile) : null;
  if (keyFile && !trusted) throw new Error(`没有密钥文件 ${keyFile}`);
  const { data, keyId, faults } = checkExport(readFileSync(file, 'utf8'), trusted);
  for (const fault of faults) printLine(`✗ ${fault}`);
  if (data) {
    printLine(
      `工单 ${data.ticket.number}：${data.events.length} 条流转记录，${data.submissions.length} 份表单。`,
    );
    const { proof } = data;
    if (proof)
      printLine(
        `第 ${proof.checkpoint.number} 号检查点（${proof.checkpoint.day}）封存了前 ${proof.head.eventCount} 条。`,
      );
    else printLine('该工单尚未被检查点封存，只核对了自身的校验码。');
  }
  if (keyId) printLine(`密钥指纹：${keyId}${trusted ? '' : '（取自文件，请与本单位的密钥核对）'}`);
  printLine(faults.length === 0 ? '✓ 完整，没有发现改动。' : `✗ 发现 ${faults.length} 处问题。`);
  return faults.length === 0;
});
