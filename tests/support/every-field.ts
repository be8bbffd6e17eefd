import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isRequiredArgument,
} from 'graphql';
import { toGlobalId } from '../../src/graph/node.js';
import { schema } from './graph.js';

/** Asks for everything that the graph has, with the sample newsroom's names where a field wants one. */

const nodeInterface = schema.getType('Node');

/** What has to be asked for to get an answer, by Type.field; the field is asked for as often as it says. */
export const questions: Record<string, string[]> = {
  'Query.node': [`(id: "${toGlobalId('person', 'mara-ellingsen')}")`],
  'Query.nodes': [`(ids: ["${toGlobalId('place', 'seoul')}"])`],
  'Query.image': [`(id: "${toGlobalId('image', 'lighthouse')}")`],
  'Query.article': ['(slug: "strait-summit-ends-with-quota-deal")'],
  'Query.person': ['(slug: "mara-ellingsen")'],
  'Query.organisation': ['(slug: "arden-strait-commission")'],
  'Query.place': ['(slug: "seoul")'],
  'Query.event': ['(slug: "arden-strait-summit-2026")'],
  'Query.topic': ['(slug: "ferries")'],
  'Query.section': ['(path: "world/korea")'],
  'Query.source': ['(slug: "courier")'],
  'ArticleConnection.facets': [`(by: [${valuesOf('FacetBy').join(', ')}])`],
  'SearchConnection.facets': [`(by: [${valuesOf('FacetBy').join(', ')}])`],
  'Article.changesSince': ['(version: 1)'],
  'Article.related': ['', ...valuesOf('RelatedBy').map((by) => `(by: ${by})`)],
  'Person.nameLocale': ['(locale: "ko")'],
  'Query.resolve': ['(path: "/lanterns")', '(path: "/opinion/in-praise-of-the-slow-ferry")', '(path: "/places/seoul")'],
  'Article.export': valuesOf('ExportFormat').map((format) => `(format: ${format})`),
  'Query.search': ['(query: "ferry")', '(query: "elingsen")', '(query: "seoul")'],
  'Query.suggest': ['(prefix: "se")'],
  'Query.policy': valuesOf('PolicyKind').map((kind) => `(kind: ${kind})`),
};

export function valuesOf(name: string): string[] {
  const type = schema.getType(name);
  return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
}

const isNode = (type: GraphQLObjectType) => type.getInterfaces().some((one) => one === nodeInterface);

/** Every field of a type, each under the name Type__field: nodes with their id only, everything else to its end. */
export const everyField = (type: string): string => selectionOf(schema.getType(type) as GraphQLObjectType);

/** The same, field by field. */
export const eachField = (type: string): [name: string, selections: string[]][] =>
  selectionsOf(schema.getType(type) as GraphQLObjectType, []);

const selectionOf = (type: GraphQLObjectType, above: readonly GraphQLObjectType[] = []): string =>
  selectionsOf(type, above)
    .flatMap(([, selections]) => selections)
    .join('\n');

function selectionsOf(type: GraphQLObjectType, above: readonly GraphQLObjectType[]): [string, string[]][] {
  return Object.values(type.getFields()).map((field) => {
    const inner = innerSelection(field, [...above, type]);
    return [field.name, inner === undefined ? [] : asked(type, field).map((question) => `${question}${inner}`)];
  });
}

/** The field with its arguments, once for each question; not at all where it needs an argument that nobody has given. */
function asked(type: GraphQLObjectType, { name, args }: GraphQLField<unknown, unknown>): string[] {
  const own = questions[`${type.name}.${name}`];
  if (!own && args.some(isRequiredArgument)) return [];
  const most = args.some((arg: GraphQLArgument) => arg.name === 'first' && arg.type.toString() === 'Int');
  const list = type.name === 'Query' && most ? '(first: 100)' : '';
  // Which translation answers is only known of a question for one.
  const language = name.endsWith('Locale') ? '(locale: "de")' : '';
  return (own ?? [list + language]).map(
    (question, at) => `${type.name}__${name}${at === 0 ? '' : `__${at}`}: ${name}${question}`,
  );
}

function innerSelection(
  { type: answer }: GraphQLField<unknown, unknown>,
  above: readonly GraphQLObjectType[],
): string | undefined {
  const named = getNamedType(answer);
  if (isLeafType(named)) return '';
  const types = isAbstractType(named) ? schema.getPossibleTypes(named) : [named as GraphQLObjectType];
  const parts = types.flatMap((type) => {
    if (isNode(type)) return `... on ${type.name} { nodeId: id }`;
    const inner = above.includes(type) ? '' : selectionOf(type, above);
    return inner === '' ? [] : `... on ${type.name} { ${inner} }`;
  });
  return ` { __typename ${parts.join(' ')} }`;
}
