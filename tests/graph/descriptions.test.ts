import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { buildGraph } from '../../src/schema.js';

describe('descriptions', () => {
  it('stand at every type, field, argument and enum value', () => {
    const missing: string[] = [];
    const need = (name: string, description: string | null | undefined) => {
      if (!description?.trim()) missing.push(name);
    };
    for (const type of Object.values(buildGraph().getTypeMap())) {
      // The root type and introspection are GraphQL's own.
      if (type.name.startsWith('__')) continue;
      if (type.name !== 'Query') need(type.name, type.description);
      if (isEnumType(type)) for (const value of type.getValues()) need(`${type.name}.${value.name}`, value.description);
      if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
        for (const field of Object.values(type.getFields())) {
          need(`${type.name}.${field.name}`, field.description);
          if ('args' in field)
            for (const argument of field.args)
              need(`${type.name}.${field.name}(${argument.name}:)`, argument.description);
        }
      }
    }
    assert.deepEqual(missing, []);
  });

  it('say of every nullable field what null means', () => {
    const silent: string[] = [];
    for (const type of Object.values(buildGraph().getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      for (const field of Object.values(type.getFields())) {
        const nullable = !field.type.toString().endsWith('!');
        if (nullable && !/\bnull\b/i.test(field.description ?? '')) silent.push(`${type.name}.${field.name}`);
      }
    }
    assert.deepEqual(silent, []);
  });
});
