import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Project by project, so that a worker keeps what it has loaded; the slowest first, so that no worker waits long for the other. */
const projects = ['browser', 'postgres', 'sqlite', 'unit'];

/** Files that take longer than others of their size. */
const slow =
  /(crash|hostile\w*|random\w*|interruptedExport|scenarios|workbookReader|moveToken|tokenGame|roundTrip|everyForm\w*|exports|publication)\.test\.ts$/;

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ project, moduleId }: TestSpecification) =>
      2 * projects.indexOf(project.name) + (slow.test(moduleId) ? 0 : 1);
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}
