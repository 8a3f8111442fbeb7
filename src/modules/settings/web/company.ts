import { changeCompany, changeLogo } from '../../commands/changeCompany.js';
import { runCommand } from '../../commands/runCommand.js';
import { storeLogo } from '../../commands/storeLogo.js';
import { InvalidUpload } from '../../errors.js';
import { companyForm } from '../../forms/settings/companyForm.js';
import type { Handler } from '../deps.js';
import { flash } from '../flash.js';
import { attachmentFolder } from '../formSubmission.js';
import { bodyText } from '../parameters.js';
import { paths } from '../paths.js';
import { personOf } from '../person.js';
import { type FormSection, renderForm, saveForm, showForm } from './formSection.js';
import { sections } from './sections.js';

const page: FormSection<'company'> = {
  section: sections.company,
  form: companyForm,
  toData: (value) => ({ name: value?.name, phone: value?.phone, address: value?.address }),
  save: (web, req, data, revision) =>
    runCommand(web.runtime, personOf(req), changeCompany, { data, revision }),
  extras: async (_web, _req, value) => ({
    below: 'settings/logo',
    logo: value?.logo && { ...value.logo, src: paths.companyLogo(value.logo.sha256) },
  }),
};

/** GET /settings/company */
export const show: Handler = showForm(page);

/** POST /settings/company */
export const save: Handler = saveForm(page);

/** POST /settings/company/logo: another logo, or none. */
export const logo: Handler = async (web, req, res) => {
  const file = Array.isArray(req.files) ? req.files.find(({ fieldname }) => fieldname === 'logo') : undefined;
  try {
    if (bodyText(req, '_action') === 'remove')
      await runCommand(web.runtime, personOf(req), changeLogo, { logo: null });
    else if (!file || file.size === 0) throw new InvalidUpload('请选择图片文件。');
    else {
      const upload = { temporaryPath: file.path, size: file.size };
      await storeLogo(web.runtime, personOf(req), attachmentFolder(web), upload);
    }
    flash(req, 'success', '公司标志已保存。');
    res.redirect(303, paths.companySettings());
  } catch (error) {
    if (!(error instanceof InvalidUpload)) throw error;
    res.status(422);
    await renderForm(web, req, res, page, { extras: { logoError: error.message } });
  }
};
