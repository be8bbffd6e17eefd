import 'reflect-metadata';
import { ArgsType, Field } from 'type-graphql';
import { Locale } from './scalars.js';

/** Texts by BCP 47 tag. */
export type Localised = Record<string, string>;

/** What every text that has translations is asked with. */
@ArgsType()
export class LocaleArgs {
  @Field(() => Locale, { nullable: true, description: 'The language wanted; left out: the newsroom’s own text.' })
  locale?: string;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description:
      'Whether a shorter tag (zh-Hans for zh-Hans-CN), then the newsroom’s own text may stand in. Off: only this very tag; a text that may be null is null then, one that may not is the newsroom’s own.',
  })
  fallback!: boolean | null;
}

/** What the description of a field says that tells which translation answers. */
export const localeOfDescription = (text: string) =>
  `Which language ${text} answers with, asked with the same arguments: the tag of the translation; null for the newsroom’s own text, and for none.`;

/**
 * The tag whose text answers: the exact one, then each shorter one (RFC 4647 lookup: zh-Hans-CN, zh-Hans, zh). Null where
 * the newsroom's own text has to answer, which has no tag.
 */
export function localeOf(texts: Localised, { locale, fallback }: LocaleArgs): string | null {
  for (let tag = locale ?? ''; tag !== ''; tag = tag.slice(0, Math.max(tag.lastIndexOf('-'), 0))) {
    if (texts[tag] !== undefined) return tag;
    if (fallback === false) break;
  }
  return null;
}

/** The text in this language, else the newsroom's own: that one always answers, also where falling back is off. */
export function nameIn(texts: Localised, args: LocaleArgs, own: string): string {
  return texts[localeOf(texts, args) ?? ''] ?? own;
}

/** The text in this language, else the newsroom's own; null where falling back is off and there is none in the language. */
export function textIn(texts: Localised, args: LocaleArgs, own: string | null): string | null {
  const text = texts[localeOf(texts, args) ?? ''];
  return text ?? (args.fallback === false && args.locale !== undefined ? null : own);
}
