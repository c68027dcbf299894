export {
  DeclarationError,
  type DeclarationFault,
  FrameworkMismatchError,
  GateStrippedError,
  UnreadableError,
  WrongOrgError,
} from "./errors.js";
export { synth } from "./synth.js";
