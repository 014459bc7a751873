import type { Document, LineCounter, Pair, ParsedNode, YAMLParseError } from 'yaml';
import { type BreakwaterError, configError } from '../contract/index.ts';
import type { Place, Source } from './place.ts';
import { together } from './problems.ts';
import { checkTree, type TreeFault } from './yaml-tree.ts';

type Yaml = typeof import('yaml');

/** How deep maps and lists may stand within one another. */
const DEEPEST = 64;
/** How many values aliases may unfold to for each anchor. */
const MOST_ALIASES = 100;

/**
 * Reads YAML, or JSON as the part of it that it is, and keeps where everything stands.
 *
 * @param text - The whole text.
 * @param file - The name to use in messages.
 * @throws BreakwaterError `bad-yaml`, with the line and column.
 */
export const readYaml = async (text: string, file: string): Promise<Source> => {
  const yaml = await import('yaml');
  const lines = new yaml.LineCounter();
  const refuse = (message: string, offset: number, hint?: string): BreakwaterError =>
    configError('bad-yaml', message, { where: placeAt(file, lines, offset), ...(hint === undefined ? {} : { hint }) });

  const document = compose(yaml, text, lines, refuse);
  if (document === undefined) return { file, data: undefined, find: () => undefined };
  const syntax = document.errors[0];
  // Later errors are mostly echoes of the first.
  if (syntax !== undefined) throw refuse(...wordingOf(syntax));
  const warning = document.warnings[0];
  if (warning !== undefined) throw refuse('a tag is not understood', warning.pos[0], 'leave tags (!name) out');

  const faults = checkTree(yaml, document);
  if (faults.length > 0) {
    const refused = faults.map((fault: TreeFault) => refuse(fault.message(lineOf(lines)), fault.offset, fault.hint));
    throw together('bad-yaml', refused);
  }
  return { file, data: toData(document, refuse), find: finder(yaml, document, file, lines) };
};

const lineOf = (lines: LineCounter) => (offset: number) => lines.linePos(offset).line;

const placeAt = (file: string, lines: LineCounter, offset: number): Place => {
  const { line, col } = lines.linePos(offset);
  return { file, line: Math.max(1, line), column: Math.max(1, col) };
};

/** Builds the tree piece by piece, so that too deep a text is refused before anything recurses into it. */
const compose = (
  yaml: Yaml,
  text: string,
  lines: LineCounter,
  refuse: (message: string, offset: number, hint?: string) => BreakwaterError,
): Document.Parsed | undefined => {
  const parser = new yaml.Parser(lines.addNewLine);
  lines.addNewLine(0);
  // Keys are compared in checkTree: the library does it pair by pair, which takes minutes for a long map.
  const composer = new yaml.Composer({ uniqueKeys: false, keepSourceTokens: false });
  const documents: Document.Parsed[] = [];
  const feed = (lexeme: string | undefined): void => {
    for (const token of lexeme === undefined ? parser.end() : parser.next(lexeme)) {
      if (token.type === 'document' && documents.length > 0) throw refuse(...SEVERAL(token.offset));
      documents.push(...composer.next(token));
    }
  };
  for (const lexeme of new yaml.Lexer().lex(text)) {
    feed(lexeme);
    // One entry of the stack is the document, one the piece being read.
    if (parser.stack.length > DEEPEST + 2) {
      throw refuse(`maps and lists stand more than ${DEEPEST} deep in one another`, parser.offset);
    }
  }
  feed(undefined);
  documents.push(...composer.end(false, text.length));
  const second = documents[1];
  if (second !== undefined) throw refuse(...SEVERAL(second.range[0]));
  return documents[0];
};

const SEVERAL = (offset: number): [string, number, string] => [
  'the file holds several documents, divided by ---',
  offset,
  'keep one document a file',
];

/** What is wrong, in our words where the library's are of no use to somebody who writes a spec. */
const wordingOf = ({ code, message, pos }: YAMLParseError): [message: string, offset: number, hint?: string] => {
  const at = pos[0];
  switch (code) {
    case 'TAB_AS_INDENT':
      return ['a tab stands where YAML allows only spaces', at, 'indent with spaces'];
    case 'BLOCK_AS_IMPLICIT_KEY':
      return [
        'a second "key: value" stands on the same line',
        at,
        'put it on a line of its own, or the value in quotes',
      ];
    case 'RESOURCE_EXHAUSTION':
      return ['maps and lists stand too deep in one another', at];
    default:
      return [`is no valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`, at];
  }
};

const toData = (
  document: Document.Parsed,
  refuse: (message: string, offset: number, hint?: string) => BreakwaterError,
) => {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown;
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw refuse(`aliases (*name) unfold to more than ${MOST_ALIASES} values`, 0, 'write the values out');
  }
};

/** Finds where a field stands by walking the tree along its path. */
const finder = (yaml: Yaml, document: Document.Parsed, file: string, lines: LineCounter): Source['find'] => {
  const offsetOf = (node: unknown): number | undefined => (yaml.isNode(node) ? node.range?.[0] : undefined);
  return (path, end) => {
    let node: unknown = document.contents;
    let key: unknown;
    for (const step of path) {
      const held = yaml.isAlias(node) ? node.resolve(document) : node;
      if (yaml.isSeq(held)) {
        key = node = held.items[Number(step)];
      } else if (yaml.isMap(held)) {
        const pair: Pair | undefined = held.items.find(
          (item) => yaml.isScalar(item.key) && String(item.key.value) === String(step),
        );
        key = pair?.key;
        // A key without a value stands for null, which is where the key is.
        node = offsetOf(pair?.value) === undefined ? key : pair?.value;
      } else return undefined;
      if (node === undefined) return undefined;
    }
    const offset = offsetOf(end === 'key' && key !== undefined ? (key as ParsedNode) : node);
    return offset === undefined ? undefined : placeAt(file, lines, offset);
  };
};
