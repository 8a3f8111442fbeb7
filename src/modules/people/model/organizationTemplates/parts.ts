/** An organisation to start from. */
export interface OrganizationTemplate {
  id: string;
  name: string;
  description: string;
  departments: TemplateDepartment[];
}

export interface TemplateDepartment {
  name: string;
  /** '' for a department at the top of the template. */
  parent: string;
  duties: string;
  positions: TemplatePosition[];
}

interface TemplatePosition {
  name: string;
  headcount: number;
  duties: string;
  authority: string;
  requirements: string;
  groups: string[];
}

export const position = (
  name: string,
  headcount: number,
  duties: string,
  authority: string,
  requirements: string,
  ...groups: string[]
): TemplatePosition => ({ name, headcount, duties, authority, requirements, groups });

export const department = (
  name: string,
  parent: string,
  duties: string,
  ...positions: TemplatePosition[]
): TemplateDepartment => ({ name, parent, duties, positions });

/** Who leads a department. */
export const chief = (name: string, duties: string, ...groups: string[]) =>
  position(
    name,
    1,
    duties,
    '部门内的任务安排、考勤与费用初审',
    '相关专业大专以上，三年以上管理经验',
    ...groups,
  );
