/** Why the simulator could not do what it was asked. */
export type SimulatorErrorCode =
  /** The compiled worker is missing: the package was not built. */
  | "not_built"
  /** The server did not come up: port taken, impossible option. */
  | "could_not_start"
  /** The control endpoint was asked for something that it does not understand. */
  | "bad_request"
  /** The control token is not that of this simulator. */
  | "wrong_control_token"
  /** Nothing answers at the simulator's address, or it was stopped. */
  | "unreachable";

/** Every error that the simulator throws at its users. */
export class SimulatorError extends Error {
  override readonly name = "SimulatorError";

  constructor(
    readonly code: SimulatorErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(`simulator: ${message}`, options);
  }
}
