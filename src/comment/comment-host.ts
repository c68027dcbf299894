import * as v from "valibot";
import { CommentError } from "./error.js";
import type { Answer } from "./host-api.js";

/** A comment of the token's own account. */
export interface OwnComment {
  readonly id: number;
  readonly body: string;
}

/** One pull request or merge request, as far as comments need it. */
export interface CommentHost {
  /** Characters that a comment may have. */
  readonly limit: number;
  /** The first comment that begins with the marker and was written by the token's own account. */
  findOwn(marker: string): Promise<OwnComment | undefined>;
  create(body: string): Promise<void>;
  update(id: number, body: string): Promise<void>;
}

const PER_PAGE = 100;
const MAX_PAGES = 300;

/**
 * Every item of every page, in order.
 *
 * @throws CommentError for a list without an end
 */
export async function* walkItems<T>(
  page: (query: string) => Promise<Answer>,
  decode: (body: unknown) => readonly T[],
): AsyncGenerator<T> {
  for (let number = 1; number <= MAX_PAGES; number++) {
    const { body, hasNext } = await page(`per_page=${PER_PAGE}&page=${number}`);
    const items = decode(body);
    yield* items;
    if (items.length === 0 || (!hasNext && items.length < PER_PAGE)) return;
  }
  throw new CommentError(
    `there are more than ${MAX_PAGES} pages of comments`,
    "See whether the address is that of the API.",
  );
}

/** Whether a comment's first line is the marker. */
export function beginsWithMarker(body: string, marker: string): boolean {
  return body.split(/\r?\n/, 1)[0] === marker;
}

/** @throws CommentError where an answer is not what it should be: `what` of the host `name` */
export function decodeAnswer<Schema extends v.GenericSchema>(
  schema: Schema,
  body: unknown,
  { name, what }: { readonly name: string; readonly what: string },
): v.InferOutput<Schema> {
  const read = v.safeParse(schema, body);
  if (read.success) return read.output;
  throw new CommentError(
    `${name} answered with something that is not ${what}`,
    "See whether the address is that of the API.",
  );
}

/** What a refusal most likely means, and what to do, by the status of the answer. */
export type Meanings = Readonly<Record<number, { readonly message: string; readonly hint: string }>>;

/** Says what a refusal most likely means. */
export async function explain<T>(work: Promise<T>, meanings: Meanings): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const status = error instanceof CommentError ? error.status : undefined;
    const meaning = status === undefined ? undefined : meanings[status];
    if (meaning === undefined) throw error;
    throw new CommentError(meaning.message, meaning.hint, status);
  }
}
