import * as client from "../../lib/client/index";

describe("the door cdktf-fullstory/client", () => {
  test("exports the client and the error classes, and nothing else", () => {
    expect(Object.keys(client).sort()).toEqual([
      "AbortedError",
      "BadOptionError",
      "BadRequestError",
      "BodyTooLargeError",
      "BridgeError",
      "ConnectionError",
      "ForbiddenError",
      "FullstoryClient",
      "FullstoryError",
      "MissingKeyError",
      "NotFoundError",
      "PaginationLoopError",
      "RateLimitError",
      "ServerError",
      "StaleAnswerError",
      "TimeoutError",
      "UnauthorizedError",
      "UnexpectedAnswerError",
      "WrongShapeError",
    ]);
  });
});
