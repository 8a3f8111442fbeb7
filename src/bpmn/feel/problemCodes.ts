/** Why a part of an expression is null although nobody wrote null. */
export const problemCodes = [
  /** No variable, parameter or function of that name. */
  'unknownName',
  'unknownType',
  /** A path asks for something that the value has not. */
  'noProperty',
  /** What is called is no function. */
  'notAFunction',
  /** No signature of the function fits the arguments. */
  'wrongArguments',
  /** The operator is not defined for these types. */
  'wrongTypes',
  /** Types that can't be compared with each other. */
  'notComparable',
  /** A local time meets one with a zone, and the caller has named no zone. */
  'zoneNeeded',
  /** The caller has given no moment. */
  'clockNeeded',
  'divisionByZero',
  /** Too big, or no number: a logarithm of zero, a date after the last. */
  'outOfRange',
  /** The text is no number, date, time or duration. */
  'unreadable',
  'badPattern',
  /** A position outside of the list or text. */
  'noSuchPosition',
  /** A condition is neither true nor false. */
  'notBoolean',
  'duplicateKey',
  /** A range whose ends are of different types, missing or in the wrong order. */
  'badRange',
  /** The result of a function or parameter is not of the declared type. */
  'wrongResultType',
  /** A function that is said to be written in another language. */
  'externalFunction',
] as const;
export type ProblemCode = (typeof problemCodes)[number];
