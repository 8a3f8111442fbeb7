import {
  type CompiledExpression,
  coerce,
  compile,
  FeelFunction,
  FeelSyntaxError,
  type FeelType,
  type KnownNames,
  misfit,
  type Problem,
  type Value,
} from '../../../src/bpmn/feel/index.js';
import type { Decision, Knowledge, Model } from './model.js';
import type { TckResult } from './readCases.js';
import { readValue } from './readValue.js';
import { ModelTypes, namesOf } from './types.js';

export interface Outcome {
  value: Value;
  problems: Problem[];
}

/** Evaluates the decision of one result after all that it requires. A text that is no FEEL is null, as the TCK has it. */
export function evaluateResult(result: TckResult): Outcome {
  const evaluation = new ModelEvaluation(result);
  return { value: evaluation.valueOf(result.decision), problems: evaluation.problems };
}

/** Whatever the moment is: the TCK asks only of what kind it is. */
const now = new Date('2026-03-01T09:30:00Z');

const compiledTexts = new WeakMap<Decision, CompiledExpression | null>();
const typesOfModel = new WeakMap<Model, ModelTypes>();

class ModelEvaluation {
  readonly problems: Problem[] = [];
  private readonly values = new Map<string, Value>();
  private readonly types: ModelTypes;
  private readonly model: Model;

  constructor(private readonly result: TckResult) {
    this.model = result.model;
    this.types = typesOfModel.get(this.model) ?? new ModelTypes(this.model.itemDefinitions);
    typesOfModel.set(this.model, this.types);
  }

  valueOf(id: string): Value {
    const known = this.values.get(id);
    if (known !== undefined) return known;
    const value = this.compute(id);
    this.values.set(id, value);
    return value;
  }

  private compute(id: string): Value {
    const input = this.model.inputs.get(id);
    if (input) {
      const given = this.result.inputs.find(({ attributes }) => attributes.name === input.name);
      return given ? this.fit(readValue(given), [input.typeRef]) : null;
    }
    const knowledge = this.model.knowledge.get(id);
    if (knowledge) return this.asFunction(id, knowledge);
    const decision = this.model.decisions.get(id)!;
    return this.fit(this.run(id, decision, []), decision.typeRefs);
  }

  private run(id: string, node: Decision, locals: [string, Value][]): Value {
    const variables = new Map<string, Value>();
    for (const id of node.requires) variables.set(this.nameOf(id), this.valueOf(id));
    if (this.model.knowledge.has(id)) variables.set(node.name, this.valueOf(id));
    for (const [name, value] of locals) variables.set(name, value);
    const compiled = this.compiled(
      node,
      locals.map(([name]) => name),
    );
    if (!compiled) return null;
    const { value, problems } = compiled.evaluate(variables, { now });
    this.problems.push(...problems);
    return value;
  }

  private compiled(node: Decision, locals: string[]): CompiledExpression | null {
    const known = compiledTexts.get(node);
    if (known !== undefined) return known;
    const names: Record<string, KnownNames | null> = {};
    for (const name of locals) names[name] = null;
    for (const id of node.requires) names[this.nameOf(id)] = this.namesOfNode(id);
    let compiled: CompiledExpression | null = null;
    try {
      compiled = compile(node.text ?? '', { names, types: this.types });
    } catch (error) {
      if (!(error instanceof FeelSyntaxError)) throw error;
    }
    compiledTexts.set(node, compiled);
    return compiled;
  }

  private namesOfNode(id: string): KnownNames | null {
    const node = this.model.inputs.get(id) ?? this.model.decisions.get(id);
    const refs = node && 'typeRef' in node ? [node.typeRef] : (node?.typeRefs ?? []);
    return refs.map((ref) => namesOf(this.types.byName(ref))).find((names) => names !== null) ?? null;
  }

  private nameOf(id: string): string {
    const { inputs, decisions, knowledge } = this.model;
    return (inputs.get(id) ?? decisions.get(id) ?? knowledge.get(id))?.name ?? '';
  }

  private asFunction(id: string, knowledge: Knowledge): FeelFunction {
    const parameters = knowledge.parameters.map(({ name, typeRef }) => ({
      name,
      type: this.types.byName(typeRef),
    }));
    const result: FeelType = this.types.byName(knowledge.typeRefs.find((ref) => ref !== null) ?? null);
    return new FeelFunction(knowledge.name, parameters, result, (args) => {
      const locals = parameters.map(({ name }, index): [string, Value] => [name, args[index] ?? null]);
      return this.fit(this.run(id, knowledge, locals), knowledge.typeRefs);
    });
  }

  /** The value as the declared types want it; null when it fits one of them not. */
  private fit(value: Value, refs: (string | null)[]): Value {
    let fitted = value;
    for (const ref of refs) {
      const type = this.types.byName(ref);
      if (type.kind === 'function') continue;
      const next = coerce(fitted, type);
      if (next === misfit) return null;
      fitted = next;
    }
    return fitted;
  }
}
