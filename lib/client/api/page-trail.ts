import { PaginationLoopError } from "../../errors.js";
import { wrongShape } from "../http/failure-error.js";
import { isPageToken } from "./requests.js";

/** The page tokens seen in one walk through a history: none may come twice. */
export class PageTrail {
  readonly #endpoint: string;
  readonly #seen = new Set<string>();

  constructor(endpoint: string) {
    this.#endpoint = endpoint;
  }

  /**
   * Takes the token of the next page and returns it.
   *
   * @throws PaginationLoopError when this walk has had it; WrongShapeError when no URL can carry it
   */
  follow(token: string): string {
    if (this.#seen.has(token)) {
      throw new PaginationLoopError(`${this.#endpoint} gave a page token for the second time`, {
        hint: "The history would never end, so it was not believed. Read fewer pages, or report this to Fullstory.",
        endpoint: this.#endpoint,
      });
    }
    if (!isPageToken(token)) {
      throw wrongShape(this.#endpoint, ["$.next_pagination_token: not a page token"]);
    }
    this.#seen.add(token);
    return token;
  }
}
