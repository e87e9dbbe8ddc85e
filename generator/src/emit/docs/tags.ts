import { type JsonObject, listOf, objectOf, textOf, textsOf } from '../../load/json.js';

/** What a document says of its tags: words, order, and the sections that Redoc's `x-tagGroups` puts them into. */
export class Tags {
  private readonly tags: JsonObject[];
  private readonly sections: { title: string; names: string[] }[];
  private readonly order: string[];

  constructor(document: JsonObject) {
    this.tags = listOf(document.tags).map(objectOf);
    this.sections = listOf(document['x-tagGroups'])
      .map(objectOf)
      .map(({ name, tags }) => ({ title: textOf(name) ?? '', names: textsOf(tags) }));
    this.order = [
      ...this.sections.flatMap(({ names }) => names),
      ...this.tags.flatMap(({ name }) => textOf(name) ?? []),
    ];
  }

  /** `Futures orders` of `mix.order`; the name itself where the document has no words for it. */
  title(name: string): string {
    return textOf(this.tag(name)?.['x-displayName'])?.trim() || name;
  }

  about(name: string): string {
    return textOf(this.tag(name)?.description)?.trim() ?? '';
  }

  /** The section that a tag stands in; empty where there are none. */
  section(name: string): string {
    return this.sections.find(({ names }) => names.includes(name))?.title ?? '';
  }

  /** Sorts tags as the document has them, those that it does not list last. */
  compare(a: string, b: string): number {
    return this.rank(a) - this.rank(b);
  }

  private rank(name: string): number {
    const at = this.order.indexOf(name);
    return at < 0 ? this.order.length : at;
  }

  private tag(name: string): JsonObject | undefined {
    return this.tags.find((tag) => tag.name === name);
  }
}
