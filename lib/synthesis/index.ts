export {
  DeclarationError,
  type DeclarationFault,
  FrameworkMismatchError,
  GateStrippedError,
  OrgNotConfirmedError,
  UnreadableError,
  WrongOrgError,
} from "./errors.js";
export { synth } from "./synth.js";
