import { attachments } from './attachments.js';
import { checklist } from './checklist.js';
import { choice } from './choice.js';
import { customer } from './customer.js';
import { date } from './date.js';
import { dateTime } from './dateTime.js';
import { longText } from './longText.js';
import { money } from './money.js';
import { number } from './number.js';
import { person } from './person.js';
import { phone } from './phone.js';
import { photos } from './photos.js';
import { product } from './product.js';
import { ratingMatrix } from './ratingMatrix.js';
import { rows } from './rows/index.js';
import { scheduleRows } from './scheduleRows/index.js';
import { signature } from './signature.js';
import { text } from './text.js';
import { tree } from './tree/index.js';
import type { Widget } from './widget.js';
import { yesNo } from './yesNo.js';

/** The widgets in the order in which the form editor offers them; the first shows what no other does. */
export const widgets: readonly [Widget, ...Widget[]] = [
  text,
  longText,
  number,
  money,
  phone,
  date,
  dateTime,
  choice,
  yesNo,
  person,
  customer,
  product,
  rows,
  checklist,
  attachments,
  photos,
  signature,
  ratingMatrix,
  scheduleRows,
  tree,
];
