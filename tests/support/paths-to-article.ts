import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** Types that say how many articles there are. */
const counting = new Set(['Facet', 'FacetBucket', 'ConceptCount', 'KindCount']);
/** Fields of other types whose answers depend on which articles there are. */
const telling = ['Query.suggest', 'SearchConnection.didYouMean', 'RelatedEdge.shared'];

/** Every field, as Type.field, by which an answer can show an article, or tell that there is one. */
export function pathsToArticle(schema: GraphQLSchema): Set<string> {
  const carriers = carriersOf(schema);
  const paths = objects(schema).flatMap((type) =>
    Object.values(type.getFields()).flatMap((field) => {
      const named = getNamedType(field.type);
      const isCount = counting.has(named.name) || (carriers.has(type) && field.name === 'totalCount');
      return isCount || leadsToArticle(schema, named, carriers) ? `${type.name}.${field.name}` : [];
    }),
  );
  return new Set([...paths, ...telling]);
}

/** The types with an id of their own. */
export const nodeTypes = (schema: GraphQLSchema): string[] =>
  objects(schema)
    .filter(isNode)
    .map(({ name }) => name);

/** Every field that a query asks for, as Type.field. */
export function fieldsAsked(schema: GraphQLSchema, query: string): Set<string> {
  const fields = new Set<string>();
  const typeInfo = new TypeInfo(schema);
  const enter = () => {
    fields.add(`${typeInfo.getParentType()?.name}.${typeInfo.getFieldDef()?.name}`);
  };
  visit(parse(query), visitWithTypeInfo(typeInfo, { Field: { enter } }));
  return fields;
}

const objects = (schema: GraphQLSchema): GraphQLObjectType[] =>
  Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !isIntrospectionType(type),
  );

const isNode = (type: GraphQLObjectType) => type.getInterfaces().some(({ name }) => name === 'Node');

function leadsToArticle(schema: GraphQLSchema, type: GraphQLNamedType, carriers: ReadonlySet<GraphQLNamedType>) {
  if (type.name === 'Article' || carriers.has(type)) return true;
  if (!isAbstractType(type)) return false;
  return schema
    .getPossibleTypes(type)
    .some((one) => one.name === 'Article' || (isInterfaceType(type) && carriers.has(one)));
}

/** Types that are nothing by themselves and hold articles, however deep: connections, slots, steps of the feed. */
function carriersOf(schema: GraphQLSchema): ReadonlySet<GraphQLNamedType> {
  const carriers = new Set<GraphQLNamedType>();
  const roots = [schema.getQueryType(), schema.getSubscriptionType()];
  const others = objects(schema).filter((type) => !isNode(type) && !roots.includes(type));
  for (let size = -1; size !== carriers.size; ) {
    size = carriers.size;
    for (const type of others) {
      const fields = Object.values(type.getFields()).map((field) => getNamedType(field.type));
      if (fields.some((field) => leadsToArticle(schema, field, carriers))) carriers.add(type);
    }
  }
  return carriers;
}
