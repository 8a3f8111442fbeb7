import { InvalidForm } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { priceForm } from '../model/priceForm.js';
import type { PriceItem } from '../model/settings.js';
import { changeSetting } from '../steps/changeSetting.js';
import { checkSettingForm } from '../steps/checkSettingForm.js';

/** Sets the price list (R5); each code may appear once. @throws {InvalidForm} {StaleSetting} */
export async function changePriceList(
  context: CommandContext,
  { data, revision }: { data: Record<string, unknown>; revision: number },
): Promise<void> {
  checkSettingForm(context, priceForm, data);
  const items = (data.items ?? []) as PriceItem[];
  const errors = items.flatMap(({ code }, index) =>
    items.findIndex((other) => other.code === code) < index
      ? { path: `items.${index}.code`, message: '该编码已在上面使用。', namesField: true as const }
      : [],
  );
  if (errors.length > 0) throw new InvalidForm(errors);
  const value = items.map(({ code, name, kind, unit, price }) => ({ code, name, kind, unit, price }));
  await changeSetting(context, { key: 'priceList', value, revision });
}
