/** The type of the gate, as a data source and as an ephemeral resource. */
export const GATE = "fullstory_gate";
