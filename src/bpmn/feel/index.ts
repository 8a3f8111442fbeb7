export { Zone } from './calendar/zone.js';
export {
  type CompiledExpression,
  type CompileOptions,
  compile,
  type EvaluateOptions,
  type Explanation,
  type Part,
  type Result,
} from './compile/compile.js';
export type { Problem } from './compile/run.js';
export { FeelValues, type Variables } from './compile/scope.js';
export { describeLimit, describeProblem } from './describeProblem.js';
export { describeValue } from './describeValue.js';
export { builtInSignatures } from './functions/registry.js';
export { type BuiltInGroup, type BuiltInHelp, builtInHelp } from './help/index.js';
export { defaultLimits, FeelLimit, type LimitName, type Limits } from './limits.js';
export { childrenOf } from './parse/children.js';
export type { ExpressionKind, KnownNames } from './parse/parse.js';
export { type References, references } from './parse/references.js';
export { FeelSyntaxError } from './parse/syntaxError.js';
export type { Node, Span, TypeNode } from './parse/tree.js';
export { type ProblemCode, problemCodes } from './problemCodes.js';
export { coerce, isInstance, misfit } from './values/conform.js';
export { DaysDuration, MonthsDuration, parseDuration } from './values/duration.js';
export { fromFeel } from './values/fromFeel.js';
export { fromJson, toFeel } from './values/json.js';
export { FeelNumber, numberText, parseNumber } from './values/number.js';
export { FeelDate, FeelDateTime, FeelTime, parseDate, parseDateTime, parseTime } from './values/temporal.js';
export { toText } from './values/text.js';
export { anyType, type FeelType, typeByName } from './values/types.js';
export {
  type FeelContext,
  FeelFunction,
  type FeelList,
  FeelRange,
  type Kind,
  kindOf,
  type Value,
} from './values/value.js';
