import { type GraphQLNamedType, type GraphQLSchema, isAbstractType } from 'graphql';
import type { Random } from './random.js';

type Ask = (query: string) => Promise<unknown>;

/** Which types an argument or a field of a filter takes ids of. */
const idsOf: Record<string, readonly string[]> = {
  ids: ['Article'],
  section: ['Section'],
  source: ['Source'],
  author: ['Person'],
  organisation: ['Organisation'],
  all: ['Person', 'Organisation', 'Place', 'Event', 'Topic'],
  any: ['Person', 'Organisation', 'Place', 'Event', 'Topic'],
  none: ['Person', 'Organisation', 'Place', 'Event', 'Topic'],
  since: ['LivePost'],
  from: ['Block'],
};
const locales = ['en', 'de', 'ar', 'fr', 'ko', 'zh-Hans', 'EN-us', 'pt-BR'];
const words = ['ferry', 'Seoul', 'quota', 'cup', 'elingsen', '"ferry quota"', 'minister -ferry', 'sé', 'x', ' '];
const timeZones = ['Asia/Seoul', 'America/New_York', 'UTC', 'Nowhere/Land'];
const strange = ['', 'bogus', '\u0000', '`', '"+1+"', '__proto__', '\\', '\ud83d\ude00'];

/** What the store holds that arguments can name. */
export class ValuePool {
  private constructor(
    private readonly schema: GraphQLSchema,
    private readonly ids: ReadonlyMap<string, readonly string[]>,
    private readonly slugs: ReadonlyMap<string, readonly string[]>,
    private readonly cursors: ReadonlyMap<string, readonly string[]>,
    private readonly paths: readonly string[],
  ) {}

  /** Asks for everything that the lists of the graph begin with. */
  static async of(schema: GraphQLSchema, ask: Ask): Promise<ValuePool> {
    const ids = new Map<string, string[]>();
    const slugs = new Map<string, string[]>();
    const cursors = new Map<string, string[]>();
    const add = (map: Map<string, string[]>, key: string, value: unknown) => {
      if (typeof value === 'string') map.set(key, [...(map.get(key) ?? []), value]);
    };
    const lists = {
      articles: 'Article',
      people: 'Person',
      organisations: 'Organisation',
      places: 'Place',
      events: 'Event',
      topics: 'Topic',
      images: 'Image',
    };
    for (const [list, type] of Object.entries(lists)) {
      const slug = type === 'Image' ? '' : 'slug';
      const data = (await ask(`{ list: ${list}(first: 30) { edges { cursor node { id ${slug} } } } }`)) as {
        list: { edges: { cursor: string; node: { id: string; slug?: string } }[] };
      };
      for (const { cursor, node } of data.list.edges) {
        add(ids, type, node.id);
        add(slugs, type, node.slug);
        add(cursors, `${type}Connection`, cursor);
      }
    }
    const site = (await ask(
      '{ sections { id path children { id path } } sources { id slug } articles(first: 20) { nodes { url body { blocks { id } } liveBlog { posts(first: 5) { nodes { id } } } } } changes(first: 5) { endCursor } }',
    )) as Record<string, never> & {
      sections: { id: string; path: string; children: { id: string; path: string }[] }[];
      sources: { id: string; slug: string }[];
      articles: {
        nodes: {
          url: string;
          body: { blocks: { id: string }[] };
          liveBlog: { posts: { nodes: { id: string }[] } } | null;
        }[];
      };
      changes: { endCursor: string };
    };
    const sections = site.sections.flatMap((section) => [section, ...section.children]);
    for (const { id, path } of sections) {
      add(ids, 'Section', id);
      add(slugs, 'Section', path);
    }
    for (const { id, slug } of site.sources) {
      add(ids, 'Source', id);
      add(slugs, 'Source', slug);
    }
    for (const { body, liveBlog } of site.articles.nodes) {
      for (const { id } of body.blocks) add(ids, 'Block', id);
      for (const { id } of liveBlog?.posts.nodes ?? []) add(ids, 'LivePost', id);
    }
    add(cursors, 'ChangeFeed', site.changes.endCursor);
    const paths = site.articles.nodes.map(({ url }) => new URL(url).pathname);
    return new ValuePool(schema, ids, slugs, cursors, [...paths, ...paths.map((path) => `/${path}/`), '/', '/nowhere']);
  }

  /** A value of a scalar for an argument (or field of an input object) of this name, at a field of type `of`. */
  scalar(type: string, name: string, of: GraphQLNamedType | undefined, random: Random): unknown {
    if (type === 'Boolean') return random.chance(0.5);
    if (type === 'Int') return this.#number(name, random);
    if (type === 'DateTime')
      return new Date(
        Date.UTC(2026, random.between(0, 13), random.between(1, 28), random.between(0, 23)),
      ).toISOString();
    if (type === 'Locale') return random.pick(locales);
    if (random.chance(0.04)) return random.pick(strange);
    if (type === 'ID') return this.#id(name, of, random);
    return this.#text(name, of, random);
  }

  #number(name: string, random: Random): number {
    if (random.chance(0.03)) return random.pick([101, -1, 100]);
    return name === 'maxLength' ? random.between(1, 200) : random.between(0, 4);
  }

  #id(name: string, of: GraphQLNamedType | undefined, random: Random): string {
    const isAny = random.chance(0.1);
    const types = isAny ? [...this.ids.keys()] : (idsOf[name === 'ids' && of ? '' : name] ?? this.#typesOf(of));
    const type = random.pick(types.filter((one) => this.ids.has(one)).concat(isAny ? [] : ['Article']));
    return random.pick(this.ids.get(type) ?? []);
  }

  #text(name: string, of: GraphQLNamedType | undefined, random: Random): string {
    if (name === 'slug' || name === 'source')
      return random.pick(this.slugs.get(name === 'source' ? 'Source' : (of?.name ?? '')) ?? strange);
    if (name === 'path')
      return random.pick(of?.name === 'Section' ? (this.slugs.get('Section') ?? strange) : this.paths);
    if (name === 'after' || name === 'before' || name === 'since')
      return random.pick(this.cursors.get(of?.name ?? '') ?? [...this.cursors.values()].flat());
    if (name === 'timeZone') return random.pick(timeZones);
    if (name === 'kinds') return random.pick(['paragraph', 'heading', 'image', 'nothing']);
    return random.pick(words);
  }

  #typesOf(type: GraphQLNamedType | undefined): readonly string[] {
    if (!type) return [];
    return isAbstractType(type) ? this.schema.getPossibleTypes(type).map(({ name }) => name) : [type.name];
  }
}
