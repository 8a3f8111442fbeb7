const mobileNumber = /^(?:\+?86-?)?1[3-9]\d-?\d{4}-?\d{4}$/;
const landlineNumber = /^(?:\+?86-?)?0\d{2,3}-?\d{7,8}(?:[-转]\d{1,6})?$/;
const serviceNumber = /^(?:[48]00-?\d{3}-?\d{4}|95\d{3,4})$/;
const internationalNumber = /^\+\d{7,15}$/;

/** Whether a text is a Chinese mobile, landline (with area code) or service number, or an international one. */
export function isPhone(text: string): boolean {
  return [mobileNumber, landlineNumber, serviceNumber, internationalNumber].some((pattern) =>
    pattern.test(text),
  );
}
