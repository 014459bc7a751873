import { describe, expect, test } from 'vitest';
import { z } from '../../../src/index.ts';
import { SPEC_KINDS, schemaOf } from '../../../src/spec/index.ts';
import { testRegistry } from '../../fixtures/spec/mechanisms.ts';

const registry = testRegistry();

describe('a schema', () => {
  test.each(SPEC_KINDS)('of an %s is JSON and refuses unknown keys', (kind) => {
    const schema = schemaOf(kind, registry);
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
    expect(schema).toMatchObject({ title: `breakwater ${kind}`, type: 'object', additionalProperties: false });
  });
  test('offers the mechanisms of a slot by name, bare where nothing is required', () => {
    const { properties } = schemaOf('exchange', registry) as { properties: Record<string, unknown> };
    expect(properties.margin).toMatchInlineSnapshot(`
      {
        "anyOf": [
          {
            "enum": [
              "flat-margin",
            ],
            "type": "string",
          },
          {
            "oneOf": [
              {
                "additionalProperties": false,
                "description": "Test only: flat-margin.",
                "properties": {
                  "rate": {
                    "default": "0.05",
                    "type": [
                      "string",
                      "number",
                    ],
                    "unit": "ratio",
                  },
                  "use": {
                    "const": "flat-margin",
                    "type": "string",
                  },
                },
                "required": [
                  "use",
                ],
                "type": "object",
              },
            ],
          },
        ],
        "description": "What an account must hold against its positions.",
      }
    `);
    expect(properties.funds).toMatchObject({
      additionalProperties: { oneOf: [{ properties: { use: { const: 'purse' } }, required: ['capital', 'use'] }] },
    });
  });
  test('takes any use of a slot without mechanisms', () => {
    const { properties } = schemaOf('exchange', registry) as { properties: Record<string, unknown> };
    expect(properties.payout).toMatchObject({ anyOf: [{ type: 'string' }, { type: 'object', required: ['use'] }] });
  });
  test('can be read back', () => {
    expect(() => z.fromJSONSchema(schemaOf('scenario', registry) as never)).not.toThrow();
  });
});
