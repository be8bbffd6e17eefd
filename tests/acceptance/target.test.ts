import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { type FieldDefinitionNode, isEnumType, isInterfaceType, isObjectType, Kind, parse, print } from 'graphql';
import { buildGraph } from '../../src/schema.js';

/** The target graph: what the schema must grow into. Nothing that exists may contradict it. */
const targetPath = resolve(process.env.SAMPLES ?? '../shared/samples', '../design/graph.graphql');

/** Blocks still have ids of their article; keys take their place with the next breaking release. What is done goes from this list. */
const known = [
  'RevisionDiff.addedBlocks is [ID!]!, not [String!]!',
  'RevisionDiff.changedBlocks is [ID!]!, not [String!]!',
  'RevisionDiff.removedBlocks is [ID!]!, not [String!]!',
  'Body.blocks(from:) is ID, not String',
];

describe('the target graph', () => {
  it('is contradicted by nothing that exists, but for what is known', async () => {
    const schema = buildGraph();
    const wrong: string[] = [];
    for (const definition of parse(await readFile(targetPath, 'utf8')).definitions) {
      if (!('name' in definition) || !definition.name) continue;
      const ours = schema.getType(definition.name.value);
      if (!ours) continue;
      if (definition.kind === Kind.ENUM_TYPE_DEFINITION && isEnumType(ours)) {
        const target = new Set(definition.values?.map(({ name }) => name.value));
        for (const { name } of ours.getValues())
          if (!target.has(name)) wrong.push(`${ours.name}.${name} is not in the target`);
      }
      const isFields =
        definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
      if (isFields && (isObjectType(ours) || isInterfaceType(ours))) {
        const fields = ours.getFields();
        for (const target of definition.fields ?? []) {
          const field = fields[target.name.value];
          if (!field) continue;
          compare(`${ours.name}.${field.name}`, field.type.toString(), print(target.type), wrong);
          compareArguments(`${ours.name}.${field.name}`, field.args, target, wrong);
        }
      }
    }
    assert.deepEqual(wrong, known);
  });
});

function compareArguments(
  field: string,
  args: readonly { name: string; type: { toString(): string }; defaultValue?: unknown }[],
  target: FieldDefinitionNode,
  wrong: string[],
): void {
  for (const argument of args) {
    const wanted = target.arguments?.find(({ name }) => name.value === argument.name);
    if (!wanted) continue; // adding to the target is welcome
    compare(`${field}(${argument.name}:)`, argument.type.toString(), print(wanted.type), wrong);
    const byDefault = wanted.defaultValue ? print(wanted.defaultValue) : 'undefined';
    compare(`the default of ${field}(${argument.name}:)`, String(argument.defaultValue), byDefault, wrong);
  }
}

function compare(what: string, found: string, wanted: string, wrong: string[]): void {
  if (found !== wanted) wrong.push(`${what} is ${found}, not ${wanted}`);
}
