/** The rules of the department, by id: what the property `rules` of a diagram may name, and what people call them. */
export const serviceRules: Readonly<Record<string, string>> = {
  R1: '服务类别',
  R2: '报修登记与资料核对',
  R3: '限时答复与按约到场',
  R4: '当日未派次日先派',
  R5: '收费与开票',
  R6: '携回修护',
  R7: '误期上报',
  R8: '全程留痕',
  R9: '客户确认后结案',
  R10: '工作日报与周报',
  R11: '保养到期通知',
  R12: '回访',
  R13: '投诉与建议',
  R14: '重复维修',
  R15: '外购件与质量问题',
  R16: '按保修期办理维修',
  R17: '客户档案',
  R18: '不相容职责分离',
};

/** `R3 限时答复与按约到场`; an unknown id as it is. */
export function ruleText(id: string): string {
  const name = serviceRules[id];
  return name === undefined ? id : `${id} ${name}`;
}
