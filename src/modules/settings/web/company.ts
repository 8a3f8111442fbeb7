import { attachmentFolder } from '../../../forms/web/formSubmission.js';
import { InvalidUpload } from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import { button, form } from '../../../platform/web/bodyShapes.js';
import type { Handler, Receiver } from '../../../platform/web/deps.js';
import { flash } from '../../../platform/web/flash.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { changeCompany, changeLogo } from '../commands/changeCompany.js';
import { storeLogo } from '../commands/storeLogo.js';
import { companyForm } from '../model/companyForm.js';
import { type FormSection, renderForm, saveForm, showForm } from './formSection.js';
import { sections } from './sections.js';

const companySection: FormSection<'company'> = {
  section: sections.company,
  form: companyForm,
  toData: (value) => ({ name: value?.name, phone: value?.phone, address: value?.address }),
  save: (web, req, data, { _revision: revision }) =>
    runCommand(web.runtime, personOf(req), changeCompany, { data, revision }),
  extras: async (_web, _req, value) => ({
    below: 'settings/logo',
    logo: value?.logo && { ...value.logo, src: paths.companyLogo(value.logo.sha256) },
  }),
};

/** GET /settings/company */
export const show: Handler = showForm(companySection);

/** POST /settings/company */
export const save: Receiver = saveForm(companySection);

/** POST /settings/company/logo: another logo, or none. */
export const logo = receives(
  form({ _action: button(['upload', 'remove']) }),
  async (web, req, res, { _action }) => {
    const file = Array.isArray(req.files)
      ? req.files.find(({ fieldname }) => fieldname === 'logo')
      : undefined;
    try {
      if (_action === 'remove') await runCommand(web.runtime, personOf(req), changeLogo, { logo: null });
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
      await renderForm(web, req, res, companySection, { extras: { logoError: error.message } });
    }
  },
);
