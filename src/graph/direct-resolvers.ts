import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLInterfaceType,
  type GraphQLSchema,
  type GraphQLUnionType,
  isAbstractType,
  isObjectType,
} from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { withoutNulls } from './arguments.js';
import { interruptible, isListOfObjects, withItems } from './interruptible.js';

type Metadata = ReturnType<typeof getMetadataStorage>;
type FieldHandler = Metadata['fieldResolvers'][number];
type Handler = Pick<FieldHandler, 'target' | 'methodName' | 'params' | 'middlewares' | 'roles'>;
type Param = NonNullable<Handler['params']>[number];
type Resolve = GraphQLFieldResolver<object, unknown, Record<string, unknown>>;
// biome-ignore lint/suspicious/noExplicitAny: methods of resolver classes, whose parameters their decorators name
type Instance = any;
// biome-ignore lint/complexity/noBannedTypes: what type-graphql calls a class
type Class = Function & { prototype: Instance };

/**
 * Puts the methods of the resolver classes straight into the schema. type-graphql's own wrapper around each of them sorts the parameters
 * and hands on arguments in a promise at every call, which makes a page from memory a quarter dearer. It stays where it does
 * something: for resolvers with middlewares, roles or validation.
 *
 * @param isAllWrapped whether all of them have something of the kind: global middlewares, global validation
 */
export function directResolvers(schema: GraphQLSchema, isAllWrapped: boolean): GraphQLSchema {
  const metadata = getMetadataStorage();
  const classes = new Map<string, Class>(metadata.objectTypes.map(({ name, target }) => [name, target as Class]));
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = typeResolver(metadata, type);
    const owner = isObjectType(type) ? classes.get(type.name) : undefined;
    if (!isObjectType(type) || (!owner && type !== schema.getQueryType())) continue;
    for (const field of Object.values(type.getFields())) {
      const handler = owner
        ? fieldHandler(metadata, owner, field.name)
        : metadata.queries.find(({ schemaName }) => schemaName === field.name);
      if (!handler && !isAllWrapped) delete field.resolve;
      if (handler && !isAllWrapped && isDirect(handler)) field.resolve = resolverOf(handler, owner);
      if (field.resolve) field.resolve = withoutNulls(field, field.resolve);
      if (field.resolve && (!owner || field.extensions.complexity !== undefined))
        field.resolve = interruptible(field.resolve);
      if (isListOfObjects(field.type)) field.resolve = withItems(field.resolve ?? defaultFieldResolver);
    }
  }
  return schema;
}

/** Whether type-graphql would do nothing about a resolver but call it. */
const isDirect = ({ middlewares = [], roles, params = [] }: Handler): boolean =>
  middlewares.length === 0 && !roles && params.every(isPlain);

const isPlain = (param: Param): boolean =>
  param.kind !== 'custom' &&
  !('propertyName' in param && param.propertyName) &&
  !('validateFn' in param && (param.validateFn || param.validateSettings));

/** A type's name is what all of ours answer, at once. */
function typeResolver({ interfaceTypes, unions }: Metadata, type: GraphQLInterfaceType | GraphQLUnionType) {
  const found = [...interfaceTypes, ...unions].find(({ name }) => name === type.name);
  return found?.resolveType as typeof type.resolveType;
}

/** Undefined for a field that is a property of its parent. */
function fieldHandler({ fieldResolvers }: Metadata, owner: Class, name: string): FieldHandler | undefined {
  for (const target of ancestry(owner)) {
    const found = fieldResolvers.find(
      ({ schemaName, getObjectType }) => schemaName === name && getObjectType?.() === target,
    );
    if (found) return found;
  }
  return undefined;
}

const resolverOf = (handler: Handler | FieldHandler, owner: Class | undefined): Resolve =>
  owner && 'kind' in handler && handler.kind === 'internal' ? methodResolver(handler, owner) : rootResolver(handler);

function* ancestry(type: Class): Generator<Class> {
  for (let one = type; typeof one === 'function' && one.prototype; one = Object.getPrototypeOf(one)) yield one;
}

/** A method of a resolver class, of which there is one instance. */
function rootResolver({ target, methodName, params = [] }: Handler): Resolve {
  const instance: Instance = new (target as unknown as new () => object)();
  const [first, second, third, ...more] = inOrder(params).map(reader);
  if (more.length > 0) throw new Error(`${target.name}.${methodName} has more parameters than resolvers need.`);
  const method = instance[methodName].bind(instance);
  if (!first) return () => method();
  if (!second) return (root, args, context, info) => method(first(root, args, context, info));
  if (!third) {
    return (root, args, context, info) => method(first(root, args, context, info), second(root, args, context, info));
  }
  return (root, args, context, info) =>
    method(first(root, args, context, info), second(root, args, context, info), third(root, args, context, info));
}

/** A method or getter of the object type itself. */
function methodResolver({ methodName, params = [] }: Handler, owner: Class): Resolve {
  const { prototype } = owner;
  const read = inOrder(params).map(reader);
  return (root, args, context, info) => {
    const instance = root instanceof owner ? (root as Instance) : Object.assign(Object.create(prototype), root);
    const member = instance[methodName];
    if (typeof member !== 'function') return member;
    return member.apply(
      instance,
      read.map((one) => one(root, args, context, info)),
    );
  };
}

const inOrder = (params: Param[]) => [...params].sort((a, b) => a.index - b.index);

/** How a parameter gets its value at a call. */
function reader(param: Param): Resolve {
  if (param.kind === 'root') return (root) => root;
  if (param.kind === 'context') return (_root, _args, context) => context;
  if (param.kind === 'info') return (_root, _args, _context, info) => info;
  if (param.kind === 'args') return (_root, args) => args;
  if (param.kind === 'arg') return (_root, args) => args[param.name];
  throw new Error(`A parameter of the kind '${param.kind}' is not plain.`);
}
